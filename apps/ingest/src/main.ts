import { runRole } from '@cockpit/platform';
import { IngestAppModule } from './app.module';

void runRole(IngestAppModule, 'ingest');
