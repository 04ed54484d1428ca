// Connecting a source in the browser: uploads, what they seem to say, previews, and imports that run behind the page.
export { ConnectApiModule } from './connect.module';
