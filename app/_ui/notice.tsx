import { Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';

const looks = {
  info: { Icon: Info, box: 'border-line bg-sunken', icon: 'text-ink-3' },
  warning: { Icon: TriangleAlert, box: 'border-medium/40 bg-medium-soft', icon: 'text-medium' },
  error: { Icon: TriangleAlert, box: 'border-critical/40 bg-critical-soft', icon: 'text-critical' },
};

/** What happened, what is kept, what to do. `role="alert"` only where work is stopped: pass `alert`. */
export function Notice({
  tone,
  title,
  alert = false,
  children,
}: {
  tone: keyof typeof looks;
  title?: string;
  alert?: boolean;
  children?: ReactNode;
}) {
  const { Icon, box, icon } = looks[tone];
  return (
    <div
      role={alert ? 'alert' : undefined}
      className={classes('flex gap-2.5 rounded-md border px-3 py-2 text-sm', box)}
    >
      <Icon size={16} aria-hidden="true" className={classes('mt-0.5 shrink-0', icon)} />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-[560]">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
