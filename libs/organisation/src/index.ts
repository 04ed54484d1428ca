// Halls, windows, officers, calendars and rosters with their history, and the hall clock.
export { Annotations } from './annotations/annotations';
export {
  calendarsAt,
  calendarsInForce,
  insertCalendar,
  type CalendarRow,
  type CalendarState,
} from './history/calendar-years';
export type { OrganisationChange } from './history/organisation-store';
export { versionOn, withItemsFrom, type OfficeHours, type OrganisationPast, type Version } from './history/versions';
export { daysOf } from './days/wishes';
export { hoursOn, offeredSlots } from './halls/booking-slots';
export { hallConfigOf, qualifiedOn, type ForecastOf } from './halls/hall-config';
export { BureauClock } from './bureau-clock';
export { HallClock, clockKey, clockShown, heardKey, snapshotKey } from './hall-clock';
export { OrganisationHalls } from './organisation-halls';
export { HallSetups, type DraftedSetup } from './setup/hall-setups';
export { ItemChanges } from './setup/item-changes';
export { OrganisationModule } from './organisation.module';
export { OrganisationService } from './organisation.service';
export { linesByName, ownerOf } from './phone-lines/owner-of';
export { PlaceScope } from './place-scope';
export { validateOrganisation, type Validated } from './validation/validate';
export { hallsMeant, isServed, pathsIn, withChildren } from './halls/children';
