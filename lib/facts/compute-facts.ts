import type { Session } from '#lib/engine/engine.ts';
import type { Facts, Totals, Window } from '#lib/model/facts.ts';
import { blindSpots } from './blind-spots.ts';
import type { Fact, FactAnswers, FactContext } from './fact.ts';
import { facts as units } from './registry.ts';

/** Every fact of a session: totals and window first, because the timeline's width follows from the window. */
export async function computeFacts(session: Session): Promise<{ facts: Facts; totals: Totals; window: Window | null }> {
  const answer = async <Id extends keyof FactAnswers, Row>(
    { sql, row, parameters, shape }: Fact<Id, Row> & { sql: string },
    context: FactContext,
  ): Promise<FactAnswers[Id]> => shape(await session.query({ sql, parameters: parameters(context) }, row), context);

  const { totals, window } = await answer(units.overview, { window: null });
  const context = { window };
  const facts: Facts = {
    topSources: await answer(units.topSources, context),
    topDestinations: await answer(units.topDestinations, context),
    topPorts: await answer(units.topPorts, context),
    topPairs: await answer(units.topPairs, context),
    byAction: await answer(units.byAction, context),
    byProtocol: await answer(units.byProtocol, context),
    byDirection: await answer(units.byDirection, context),
    outbound: await answer(units.outbound, context),
    attackSurface: await answer(units.attackSurface, context),
    timeline: await answer(units.timeline, context),
    assets: await answer(units.assets, context),
    blindSpots: blindSpots(session.input, session.flows),
  };
  return { facts, totals, window };
}
