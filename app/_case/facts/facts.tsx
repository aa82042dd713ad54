import type { Investigation } from '#lib/model/investigation.ts';
import { Fold } from '../../_ui/fold.tsx';
import { Author } from '../author.tsx';
import { Part, Section } from '../section.tsx';
import { Assets } from './assets.tsx';
import { Headline } from './headline.tsx';
import { Outbound } from './outbound.tsx';
import { Surface } from './surface.tsx';
import { Pairs, Ports, Talkers } from './talkers.tsx';
import { VolumeFigure } from './volume-figure.tsx';

/** Everything that a query answers, before anybody judges. */
export function FactsSection({ investigation }: { investigation: Investigation }) {
  const { facts, candidates, totals } = investigation;
  return (
    <Section id="facts" title="Facts" aside={<Author step={null} />}>
      <div className="@container">
        <Headline investigation={investigation} />
        {totals.flows > 0 ? (
          <>
            <Part title="Volume over time">
              <VolumeFigure timeline={facts.timeline} candidates={candidates} />
            </Part>
            <Part title="Talkers" note="by flows">
              <div className="space-y-3">
                <Talkers caption="Sources" rows={facts.topSources} />
                <Talkers caption="Destinations" rows={facts.topDestinations} />
              </div>
            </Part>
            <Part title="Ports" note="destination ports, by flows">
              <Ports rows={facts.topPorts} />
            </Part>
            <Part title="Pairs" note="by flows">
              <Pairs rows={facts.topPairs} />
            </Part>
            <Part title="Outbound" note="accepted, from inside to outside, by bytes">
              <Outbound rows={facts.outbound} />
            </Part>
            <Part title="Attack surface" note="what inside hosts answer on and what they use">
              <Surface rows={facts.attackSurface} />
            </Part>
            <Part title="Assets" note="inside addresses and what their traffic says they are">
              <Assets rows={facts.assets} />
            </Part>
          </>
        ) : null}
        <div className="mt-5">
          <Fold summary={`What these logs cannot show (${facts.blindSpots.length})`}>
            <ul className="list-disc space-y-0.5 pl-4 text-sm text-ink-2">
              {facts.blindSpots.map((spot) => (
                <li key={spot} className="prose-flow">
                  {spot}
                </li>
              ))}
            </ul>
          </Fold>
        </div>
      </div>
    </Section>
  );
}
