import type { EventsGrant } from '../../../contract/grants/events.ts';
import { toEach, type Category } from '../category.ts';
import { placeAt } from '../grant-place.ts';
import { eventApiFindings } from './api-findings.ts';
import { eventApisOf } from './config.ts';
import { eventApi, eventPermissions } from './permissions.ts';

/** Channels of Event APIs of AppSync. */
export const eventsCategory = {
  places: ({ channels }, where) =>
    channels.map((one, index) => placeAt(`${where}.channels.${index}`, one)),
  resource: eventApi,
  permissions: toEach(eventPermissions),
  findings: eventApiFindings,
  config: ({ request, resources }) => eventApisOf(request, resources),
} satisfies Category<EventsGrant>;
