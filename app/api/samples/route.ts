import { samples } from '#lib/samples/samples.ts';
import { route } from '../../_server/route.ts';

/** The built-in sample logs, with their text. */
export const GET = route(async () => Response.json(samples));
