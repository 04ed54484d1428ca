// Search by name or number on every page.
export { Search } from './search';
export { SearchApiModule } from './search.module';
