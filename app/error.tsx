'use client';

import { Page } from './_shell/page.tsx';
import { Button } from './_ui/button.tsx';

/** A page that could not be drawn. What is stored is not touched by that. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Page title="This page could not be drawn">
      <p className="prose-flow text-ink-2">
        That is a mistake of the program. Your cases are stored and were not changed by it.
      </p>
      <p className="mt-5">
        <Button look="primary" onClick={retry}>
          Try again
        </Button>
      </p>
      {hasDigest(error) ? (
        <p className="mt-6 text-sm text-ink-3">
          The terminal shows more under the number <code>{error.digest}</code>.
        </p>
      ) : null}
    </Page>
  );
}

function hasDigest(error: unknown): error is { digest: string } {
  return typeof error === 'object' && error !== null && 'digest' in error && typeof error.digest === 'string';
}
