import { Fragment, type ReactNode } from 'react';
import type { Block, Inline, SectionBlock } from '#lib/reports/blocks.ts';
import type { ReportDocument } from '#lib/reports/document.ts';
import { ScrollRegion } from '../../_ui/data-table.tsx';
import { Severity, severityWord } from '../../_ui/severity.tsx';
import { TechniqueLink } from '../steps/technique-link.tsx';

/** The report as data on the page: every text of it is plain text, whoever wrote it. */
export function ReportView({ document }: { document: ReportDocument }) {
  const risk = severityWord(document.riskLevel);
  return (
    <div className="rounded-lg border border-line bg-panel px-4 py-5 sm:px-7 sm:py-6">
      <h3 className="text-lg font-[620] tracking-[-0.018em]">{document.title}</h3>
      <Blocks blocks={document.header} />
      {document.sections.map((section) => (
        <ReportSection key={section.anchor} section={section} />
      ))}
      <Blocks blocks={document.provenance} />
      <div className="mt-6 border-t border-line pt-3 text-xs text-ink-3">
        {document.attribution.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <p className="mt-4 flex items-center gap-2 font-[600]">
        Risk Level: {risk ? <Severity severity={risk} badge /> : document.riskLevel}
      </p>
    </div>
  );
}

function ReportSection({ section }: { section: SectionBlock }) {
  const heading = <Inlines content={section.heading} />;
  return (
    <section aria-labelledby={section.anchor} className={section.level === 2 ? 'mt-7' : 'mt-5'}>
      {section.level === 2 ? (
        <h4
          id={section.anchor}
          tabIndex={-1}
          className="mb-2 flex flex-wrap items-baseline gap-x-3 border-b border-line pb-1 text-xs font-[640] tracking-[0.07em]"
        >
          {heading}
          {section.author ? (
            <span className="ml-auto font-[420] tracking-normal text-ink-3">{section.author}</span>
          ) : null}
        </h4>
      ) : (
        <h5 id={section.anchor} tabIndex={-1} className="mb-1 font-[600]">
          {heading}
        </h5>
      )}
      <Blocks blocks={section.blocks} />
    </section>
  );
}

function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a document never change their order
    <BlockView key={index} block={block} />
  ));
}

function BlockView({ block }: { block: Block }): ReactNode {
  switch (block.kind) {
    case 'section':
      return <ReportSection section={block} />;
    case 'paragraph':
      return (
        <p className="prose-flow mt-2 text-sm first:mt-0">
          <Inlines content={block.content} />
        </p>
      );
    case 'list':
      return <ListView block={block} />;
    case 'entries':
      return (
        <dl className="mt-2 grid gap-x-5 gap-y-1 text-sm sm:grid-cols-[8.5rem_minmax(0,1fr)]">
          {block.entries.map(({ label, content }) => (
            <Fragment key={label}>
              <dt className="text-ink-3">{label}</dt>
              <dd className="max-sm:mb-1">
                <Inlines content={content} />
              </dd>
            </Fragment>
          ))}
        </dl>
      );
    case 'table':
      return <TableView block={block} />;
    case 'lines':
      return (
        <div className="mt-2">
          <p className="mb-1 text-xs text-ink-3">{block.caption}</p>
          <ScrollRegion label={block.caption} className="rounded-md border border-line">
            <ol className="mono px-3 py-2 text-2xs leading-5 whitespace-pre">
              {block.lines.map(({ source, line, text }) => (
                <li key={`${source}:${line}`}>
                  <span className="mr-3 text-ink-3">
                    {source}:{line}
                  </span>
                  {text}
                </li>
              ))}
            </ol>
          </ScrollRegion>
        </div>
      );
  }
}

function ListView({ block: { ordered, items } }: { block: Extract<Block, { kind: 'list' }> }) {
  const rows = items.map(({ content }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the items of a document never change their order
    <li key={index} className="prose-flow">
      <Inlines content={content} />
    </li>
  ));
  const name = 'mt-2 space-y-1 pl-5 text-sm marker:text-ink-3 first:mt-0';
  return ordered ? <ol className={`list-decimal ${name}`}>{rows}</ol> : <ul className={`list-disc ${name}`}>{rows}</ul>;
}

function TableView({ block: { caption, columns, rows } }: { block: Extract<Block, { kind: 'table' }> }) {
  return (
    <ScrollRegion label={caption} className="mt-2">
      <table className="data-table" style={{ minWidth: columns.length * 112 }}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, align }) => (
              <th key={title} scope="col" className={align === 'right' ? 'figure' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a document never change their order
            <tr key={index}>
              {row.map((cell, at) => (
                <td key={columns[at]?.title ?? at} className={columns[at]?.align === 'right' ? 'figure' : undefined}>
                  <Inlines content={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Inlines({ content }: { content: readonly Inline[] }) {
  return content.map((inline, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line never change their order
    <InlineView key={index} inline={inline} />
  ));
}

function InlineView({ inline }: { inline: Inline }): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'strong':
      return <strong className="font-[620]">{inline.text}</strong>;
    case 'code':
      return <code>{inline.text}</code>;
    case 'finding':
      return (
        <a href={`#${inline.anchor}`} className="font-[600] whitespace-nowrap underline-offset-3 hover:underline">
          {inline.text}
        </a>
      );
    case 'technique':
      return <TechniqueLink id={inline.text} />;
  }
}
