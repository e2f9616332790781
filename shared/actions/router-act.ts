import type { RouterEvent } from '../model/router-event.ts';

/** What a person wants done about an incident, as the router is asked for it. */
export type RouterAct = Extract<RouterEvent, { readonly act: unknown }>['act'];
