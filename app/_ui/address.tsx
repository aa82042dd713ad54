import { Fragment } from 'react';

/** An address in mono; IPv6 may wrap at its colons and nowhere else. */
export function Address({ value }: { value: string }) {
  const parts = value.split(':');
  return (
    <span className="mono">
      {parts.length < 3
        ? value
        : parts.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the groups of an address have no other identity
            <Fragment key={index}>
              {part}
              {index < parts.length - 1 ? ':' : ''}
              <wbr />
            </Fragment>
          ))}
    </span>
  );
}
