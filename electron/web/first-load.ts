import type { Verdict } from './gate.ts';

/**
 * The page that answers the printed link. It moves on by itself instead of by an HTTP redirect:
 * a link clicked in another site's page starts a cross-site chain, in which the browser would
 * not send the new cookie; a navigation that this page starts is our own.
 */
export const enterPage =
  '<!doctype html><meta charset="utf-8"><title>Nodewise</title><link rel="icon" href="data:,">' +
  '<meta http-equiv="refresh" content="0;url=/"><p>Opening Nodewise…</p>';

/** What a person reads who was not let in; the last two reasons happen to honest people. */
export const refusals: Readonly<Record<Extract<Verdict, { kind: 'out' }>['reason'], string>> = {
  'wrong-host': 'This address is not the one Nodewise was started at.',
  'wrong-origin': 'This request came from another site and was refused.',
  'wrong-token':
    'This link was used before and opens Nodewise once only. Start Nodewise again for a new one.',
  'no-cookie': 'Please open Nodewise with the link that was printed when it started.',
};
