import manifest from '../../../package.json' with { type: 'json' };
import { route } from '../../_server/route.ts';

/** Alive, and which version. Says nothing of the machine it runs on. */
export const GET = route(async () => Response.json({ status: 'ok', version: manifest.version }));
