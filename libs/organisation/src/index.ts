export { validateOrganisation, type Validated } from './validation/validate';
export { hallConfigOf } from './halls/hall-config';
