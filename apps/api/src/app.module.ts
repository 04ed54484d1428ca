import { Module } from '@nestjs/common';
import { DashboardModule } from './dashboard.module';

/** Everything people and other systems ask for, and the dashboards themselves. */
@Module({ imports: [DashboardModule] })
export class ApiAppModule {}
