/** Follows the reader's colour scheme; paper is always light. Both pairs of colours keep a contrast of 4.5 to 1 and more. */
export const htmlStyleSheet = `:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1b1f24; --quiet: #57606a; --line: #c4cbd3; --shade: #f3f5f7; --link: #0b57d0;
  --accepted: #2f6fb3; --rejected: #b4490f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d; --ink: #e4e8ec; --quiet: #a3adb8; --line: #3b444e; --shade: #1d232a; --link: #8ab8ff;
    --accepted: #74a9e6; --rejected: #f0935a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.25; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .75rem; padding-bottom: .25rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
a { color: var(--link); }
code, pre { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .875em; }
pre { background: var(--shade); border: 1px solid var(--line); padding: .75rem; white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--quiet); padding-bottom: .35rem; }
th, td { border: 1px solid var(--line); padding: .35rem .5rem; text-align: left; vertical-align: top; }
th { background: var(--shade); }
figure { margin: 1.5rem 0; }
figcaption, summary { color: var(--quiet); }
[role=region] { overflow-x: auto; }
[role=region]:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
svg { display: block; width: 100%; min-width: 40rem; height: auto; }
@media print {
  :root {
    color-scheme: light;
    --paper: #ffffff; --ink: #000000; --quiet: #444444; --line: #999999; --shade: #f3f3f3; --link: #000000;
    --accepted: #2f6fb3; --rejected: #b4490f;
  }
  main { max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  [role=region] { overflow: visible; }
  svg { min-width: 0; }
  tr, pre, svg { break-inside: avoid; }
  td { overflow-wrap: anywhere; }
  thead { display: table-header-group; }
}
`;
