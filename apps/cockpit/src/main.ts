import { runRole } from '@cockpit/platform';
import { CockpitAppModule } from './app.module';

void runRole(CockpitAppModule, 'cockpit');
