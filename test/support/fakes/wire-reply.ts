/** A reply as it goes over the wire, piece by piece: what a mocked fetch and a real socket both can play. */
export interface WireReply {
  status: number;
  headers: Record<string, string>;
  /** Parts of the body in order. */
  pieces: readonly string[];
  /** Milliseconds before each piece. */
  pauseMs: number;
  /** What comes after the last piece: a clean end, a socket that breaks, or silence. */
  end: 'clean' | 'broken' | 'silent';
}

/** A stream of server-sent events that ends cleanly, unless told otherwise. */
export function streamReply(pieces: readonly string[], rest: Partial<WireReply> = {}): WireReply {
  return { status: 200, headers: { 'content-type': 'text/event-stream' }, pieces, pauseMs: 0, end: 'clean', ...rest };
}

export function jsonReply(status: number, body: unknown, headers: Record<string, string> = {}): WireReply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    pieces: [JSON.stringify(body)],
    pauseMs: 0,
    end: 'clean',
  };
}

/** A text in pieces of a few characters, as models write it. */
export function inPieces(text: string, characters = 12): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += characters) pieces.push(text.slice(at, at + characters));
  return pieces;
}
