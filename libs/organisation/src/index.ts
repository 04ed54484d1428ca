export { validateOrganisation, type Validated } from './validation/validate';
