import type { EventsGrant } from '../../../contract/grants/events.ts';
import { toEach, type Category } from '../category.ts';
import { placeAt } from '../grant-place.ts';
import { eventApiFindings } from './api-findings.ts';
import { eventApisOf } from './config.ts';
import { grantedEventApis, tokensSuffice } from './granted-api.ts';
import { eventApi, eventPermissions } from './permissions.ts';

/** Channels of Event APIs of AppSync. */
export const eventsCategory = {
  places: ({ channels }, where) =>
    channels.map((one, index) => placeAt(`${where}.channels.${index}`, one)),
  resource: eventApi,
  permissions: toEach(eventPermissions),
  findings: eventApiFindings,
  needsNoRole: (grant, { request, readings, ...app }) =>
    grantedEventApis(
      { ...request, grants: { ...request.grants, events: [grant] } },
      readings,
      app,
    ).some((api) => api.toGuests.length === 0 && tokensSuffice(api)),
  config: eventApisOf,
} satisfies Category<EventsGrant>;
