import type { ComponentProps } from 'react';
import { classes } from './classes.ts';

const looks = {
  /** The one thing to do here. */
  primary:
    'bg-accent text-accent-ink border-accent font-[560] hover:bg-accent-hover hover:border-accent-hover disabled:bg-sunken disabled:text-ink-3 disabled:border-line',
  plain: 'bg-panel text-ink border-line hover:border-line-strong disabled:text-ink-3 disabled:hover:border-line',
  quiet: 'bg-transparent text-ink-2 border-transparent hover:bg-sunken hover:text-ink disabled:text-ink-3',
};
const sizes = {
  sm: 'h-7 px-2 text-xs gap-1.5',
  md: 'h-8 px-3 text-sm gap-2',
  lg: 'h-10 px-4 text-base gap-2',
};

export interface ButtonStyle {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
}

/** The classes of a button, for links that look like one. */
export function buttonClasses({ look = 'plain', size = 'md' }: ButtonStyle, extra?: string): string {
  return classes(
    'inline-flex items-center justify-center rounded-md border whitespace-nowrap select-none transition-colors duration-100 [&_svg]:shrink-0',
    looks[look],
    sizes[size],
    extra,
  );
}

/** A button of 28, 32 or 40 px; `type` is `button` unless said otherwise, so that none submits by accident. */
export function Button({ look, size, className, type = 'button', ...rest }: ComponentProps<'button'> & ButtonStyle) {
  return <button {...rest} type={type} className={buttonClasses({ look, size }, className)} />;
}
