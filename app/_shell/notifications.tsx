'use client';

import { useTheme } from 'next-themes';
import { Toaster } from 'sonner';

/** Short notices with a way back, such as the undo of a delete. */
export function Notifications() {
  const { resolvedTheme } = useTheme();
  return (
    <Toaster
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-center"
      gap={8}
      toastOptions={{
        style: {
          background: 'var(--panel)',
          color: 'var(--ink)',
          borderColor: 'var(--line)',
          borderRadius: '8px',
          fontFamily: 'inherit',
          fontSize: '13px',
          boxShadow: 'var(--raise)',
        },
        actionButtonStyle: { background: 'var(--accent)', color: 'var(--accent-ink)', height: '28px' },
      }}
    />
  );
}
