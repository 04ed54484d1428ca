// Weekly and monthly bulletins: generated, edited, approved and sent; one document for page, PDF, Word and Excel.
export { BulletinApiModule, BulletinModule } from './bulletin.module';
