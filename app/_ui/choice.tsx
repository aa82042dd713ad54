'use client';

import { ToggleGroup } from 'radix-ui';

/** One of a few, side by side. */
export function Choice<Id extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly { id: Id; label: string }[];
  value: Id;
  onChange: (id: Id) => void;
}) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const option = options.find(({ id }) => id === next);
        if (option) onChange(option.id);
      }}
      className="inline-flex rounded-md border border-line bg-sunken p-0.5"
    >
      {options.map(({ id, label: text }) => (
        <ToggleGroup.Item
          key={id}
          value={id}
          className="h-6 rounded-sm px-2 text-xs text-ink-2 data-[state=on]:bg-panel data-[state=on]:font-[560] data-[state=on]:text-ink data-[state=on]:shadow-[0_0_0_1px_var(--line)]"
        >
          {text}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
