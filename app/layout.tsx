import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Header } from './_shell/header.tsx';
import { Notifications } from './_shell/notifications.tsx';
import { StatusRegion } from './_ui/announce.tsx';
import { Theme } from './_ui/theme.tsx';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Flowcase', template: '%s · Flowcase' },
  description: 'A guided triage workbook for AWS VPC Flow Logs: every number computed, every sentence checked.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f9fafb' },
    { media: '(prefers-color-scheme: dark)', color: '#101418' },
  ],
};

export default async function Layout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    // The theme's script sets a class on <html> before React wakes up, which is no mistake of hydration.
    <html lang="en" suppressHydrationWarning>
      <body className="flex min-h-dvh flex-col">
        <Theme nonce={nonce}>
          <a
            href="#main"
            className="no-print sr-only rounded-md bg-accent px-3 py-2 text-sm text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
          >
            Skip to the content
          </a>
          <Header />
          <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
            {children}
          </main>
          <StatusRegion />
          <Notifications />
        </Theme>
      </body>
    </html>
  );
}
