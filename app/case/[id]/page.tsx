import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Workbook } from '../../_case/workbook.tsx';
import { isRunning, loadCase, loadProviderChoices } from '../../_data/server.ts';
import { Page } from '../../_shell/page.tsx';
import { buttonClasses } from '../../_ui/button.tsx';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const loaded = await loadCase((await params).id);
  return { title: loaded.state === 'found' ? loaded.stored.name : 'No such case' };
}

export default async function CasePage({ params }: Props) {
  const { id } = await params;
  const loaded = await loadCase(id);
  switch (loaded.state) {
    case 'missing':
      notFound();
      break;
    case 'unreadable':
      return (
        <Page title={loaded.title}>
          <p className="prose-flow text-ink-2">{loaded.hint}</p>
          <p className="mt-5">
            <Link href="/cases" className={buttonClasses({})}>
              See the cases
            </Link>
          </p>
        </Page>
      );
    case 'found': {
      const providers = loadProviderChoices();
      const preferred = providers.find((choice) => choice.preferred) ?? providers[0];
      if (!preferred) throw new Error('There is always the offline author.');
      return <Workbook stored={loaded.stored} providers={providers} preferred={preferred} running={isRunning(id)} />;
    }
  }
}
