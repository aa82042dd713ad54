import Link from 'next/link';
import { Page } from './_shell/page.tsx';
import { buttonClasses } from './_ui/button.tsx';

export default function NotFound() {
  return (
    <Page title="There is nothing at this address">
      <p className="prose-flow text-ink-2">
        A case that was deleted is gone for good, and a case lives only on the computer it was made on.
      </p>
      <p className="mt-5 flex gap-2">
        <Link href="/cases" className={buttonClasses({ look: 'primary' })}>
          See the cases
        </Link>
        <Link href="/" className={buttonClasses({})}>
          Paste logs
        </Link>
      </p>
    </Page>
  );
}
