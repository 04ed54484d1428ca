export { hallDay, instantOf, openingOf, weekdayOf } from './halls/hall-day';
export { versionOn, type OfficeHours, type OrganisationPast, type Version } from './history/versions';
export { hoursOn, offeredSlots } from './halls/booking-slots';
export { hallConfigOf, type ForecastOf } from './halls/hall-config';
export { HallClocks } from './hall-clocks';
export { OrganisationHalls } from './organisation-halls';
export { OrganisationModule } from './organisation.module';
export { OrganisationService } from './organisation.service';
export { validateOrganisation, type Validated } from './validation/validate';
