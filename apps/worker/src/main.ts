import { runRole } from '@cockpit/platform';
import { WorkerAppModule } from './app.module';

void runRole(WorkerAppModule, 'worker');
