import type { Metadata } from 'next';
import { loadCases } from '../_data/server.ts';
import { Page } from '../_shell/page.tsx';
import { Notice } from '../_ui/notice.tsx';
import { CaseList } from './case-list.tsx';

export const metadata: Metadata = { title: 'Cases' };
export const dynamic = 'force-dynamic';

export default async function CasesPage() {
  const loaded = await loadCases();
  return (
    <Page title="Cases" wide>
      {loaded.state === 'found' ? (
        <CaseList cases={loaded.cases} />
      ) : (
        <Notice tone="error" title={loaded.title}>
          {loaded.hint}
        </Notice>
      )}
    </Page>
  );
}
