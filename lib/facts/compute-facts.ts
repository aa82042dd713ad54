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
  const [
    topSources,
    topDestinations,
    topPorts,
    topPairs,
    byAction,
    byProtocol,
    byDirection,
    outbound,
    attackSurface,
    timeline,
    assets,
  ] = await Promise.all([
    answer(units.topSources, context),
    answer(units.topDestinations, context),
    answer(units.topPorts, context),
    answer(units.topPairs, context),
    answer(units.byAction, context),
    answer(units.byProtocol, context),
    answer(units.byDirection, context),
    answer(units.outbound, context),
    answer(units.attackSurface, context),
    answer(units.timeline, context),
    answer(units.assets, context),
  ]);
  const facts: Facts = {
    topSources,
    topDestinations,
    topPorts,
    topPairs,
    byAction,
    byProtocol,
    byDirection,
    outbound,
    attackSurface,
    timeline,
    assets,
    blindSpots: blindSpots(session.input, session.flows),
  };
  return { facts, totals, window };
}
