// What people look for by name or number, on whichever page they are.
export { Search } from './search';
export { SearchApiModule } from './search.module';
