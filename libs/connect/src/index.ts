// Connecting a source in the browser: uploads, what they seem to say, previews, imports that run behind the page, and tables that workers read.
export { ConnectApiModule, ConnectModule } from './connect.module';
