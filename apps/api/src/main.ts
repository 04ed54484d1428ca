import { runRole } from '@cockpit/platform';
import { ApiAppModule } from './app.module';

void runRole(ApiAppModule, 'api');
