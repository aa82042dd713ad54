import { AppError } from '#lib/model/app-error.ts';
import { type Field, fieldNamed, fields } from './fields.ts';

/** The columns of a text log, in order. */
export type Layout = readonly Field[];

/** `default` or field names in order, as a person writes them. Throws `layout-unknown` naming the word that is not a field, `bad-value` on a repeated one. */
export function parseLayout(names: readonly string[]): Layout {
  if (names.length === 1 && names[0] === 'default') return defaultLayout;
  const layout = names.map((name) => {
    const field = fieldNamed(name);
    if (field) return field;
    throw new AppError('layout-unknown', {
      detail: `«${name.slice(0, 60)}» is not one.`,
      hint: 'Write the AWS field names in column order, such as: version account-id interface-id srcaddr dstaddr …',
    });
  });
  const repeated = layout.find((field, index) => layout.indexOf(field) !== index);
  if (repeated || layout.length === 0) {
    throw new AppError('bad-value', {
      detail: repeated ? `The layout names ${repeated.name} twice.` : 'The layout is empty.',
      hint: 'Name each column once, in the order of the log.',
    });
  }
  return layout;
}

/** The layout that a header line names, or null when a token is no field name or stands twice. */
export function headerLayout(tokens: readonly string[]): Layout | null {
  const layout: Field[] = [];
  for (const token of tokens) {
    const field = fieldNamed(token);
    if (!field || layout.includes(field)) return null;
    layout.push(field);
  }
  return layout.length > 0 ? layout : null;
}

const upTo = (version: number): Layout => fields.filter((field) => field.version <= version);

/** The 14 fields of version 2. */
export const defaultLayout: Layout = upTo(2);

/** «All fields of version N» in the order of the documentation, by token count: 14, 21, 25, 29, 39, 40, 41, 42, 54. */
export const versionLayouts: readonly { version: number; layout: Layout }[] = [2, 3, 4, 5, 7, 8, 9, 10, 11].map(
  (version) => ({ version, layout: upTo(version) }),
);

/** A key that is equal for equal layouts. */
export const layoutKey = (layout: Layout): string => layout.map((field) => field.name).join(' ');
