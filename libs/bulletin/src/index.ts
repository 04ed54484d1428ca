// Bulletins of week and month: generated once, edited, approved, sent; one document behind page, PDF, Word and Excel.
export { BulletinApiModule, BulletinModule } from './bulletin.module';
