/** Keys as people see them on the keyboard, such as `Ctrl Enter`. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="inline-flex gap-1">
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line border-b-line-strong bg-sunken px-1 text-2xs text-ink-2"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
