import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DutyCoreModule } from '@cockpit/duty';
import { TalliesModule } from '@cockpit/ingestion';
import { LiveCoreModule, LiveModule } from '@cockpit/live';
import { MatterCounter, MattersCoreModule } from '@cockpit/matters';
import { NotifyCoreModule } from '@cockpit/notify';
import { RedirectCoreModule } from '@cockpit/redirect';
import { ComingWork } from '@cockpit/warehouse';
import { AnswerController } from './answers/answer.controller';
import { Answers } from './answers/answers';
import { LoopController } from './api/loop.controller';
import { Presses } from './answers/presses';
import { MeController } from './api/me.controller';
import { RulesController } from './api/rules.controller';
import { Seats } from './api/seats';
import { WarningsController } from './api/warnings.controller';
import { BackTests } from './back-test/back-tests';
import { BackTestPeriodController } from './back-test/period.controller';
import { BackTestPeriods } from './back-test/periods';
import { PastDays } from './back-test/past-days';
import { TargetTrials } from './back-test/target-trials';
import { BureauWatch } from './bureau/bureau-watch';
import { UnitCounts } from './bureau/unit-counts';
import { DaysAhead } from './forecast/days-ahead';
import { DutyGaps } from './gaps/duty-gaps';
import { DueEscalations } from './escalation/due-escalations';
import { EscalationRow } from './escalation/escalation.entity';
import { EscalationWorker } from './escalation/escalation.worker';
import { LateTelling } from './escalation/late-telling';
import { PassingUp } from './escalation/passing-up';
import { Escalations } from './escalation/escalations';
import { HallQuiet } from './escalation/quiet-times';
import { Coming } from './coming';
import { CardReminders } from './reminders/card-reminders';
import { ReminderWorker } from './reminders/reminder.worker';
import { ActNotifier } from './reminders/act-notifier';
import { RuleSettingRow } from './settings/rule-setting.entity';
import { RuleSettingsStore } from './settings/rule-settings';
import { RuleSettingsController } from './settings/rule-settings.controller';
import { RulesInForce } from './settings/rules-in-force';
import { Inhibitions } from './silence/inhibitions';
import { SilenceRow } from './silence/silence.entity';
import { Silences } from './silence/silences';
import { RejectionReader } from './source-rejections';
import { WarningNotices } from './notices';
import { WarningEngine } from './warning-engine';
import { WarningHistory } from './warning-history';
import { WarningStore } from './warning-store';
import { WarningRow, WarningTransitionRow } from './warning.entity';
import { WarningsWorker } from './warnings.worker';

/** Warnings as they are kept and handled: what worker and API share. */
@Module({
  imports: [
    TypeOrmModule.forFeature([EscalationRow, RuleSettingRow, SilenceRow, WarningRow, WarningTransitionRow]),
    DutyCoreModule,
    NotifyCoreModule,
    LiveCoreModule,
  ],
  providers: [
    Answers,
    Escalations,
    HallQuiet,
    RulesInForce,
    Inhibitions,
    Silences,
    WarningNotices,
    WarningEngine,
    WarningHistory,
    WarningStore,
  ],
  exports: [
    Answers,
    Escalations,
    HallQuiet,
    RulesInForce,
    Silences,
    WarningNotices,
    WarningEngine,
    WarningHistory,
    WarningStore,
    DutyCoreModule,
    LiveCoreModule,
  ],
})
export class WarningsCoreModule {}

/** Role worker: evaluates the rules. */
@Module({
  imports: [WarningsCoreModule, MattersCoreModule, NotifyCoreModule, LiveModule, RedirectCoreModule, TalliesModule],
  providers: [
    BureauWatch,
    CardReminders,
    Coming,
    ComingWork,
    Presses,
    DueEscalations,
    DutyGaps,
    EscalationWorker,
    LateTelling,
    MatterCounter,
    PassingUp,
    RejectionReader,
    ReminderWorker,
    ActNotifier,
    UnitCounts,
    WarningsWorker,
  ],
  exports: [CardReminders],
})
export class WarningsModule {}

/** Role api: the list, acknowledging and resolving. */
@Module({
  imports: [WarningsCoreModule, NotifyCoreModule, RedirectCoreModule],
  controllers: [
    AnswerController,
    BackTestPeriodController,
    LoopController,
    WarningsController,
    MeController,
    RulesController,
    RuleSettingsController,
  ],
  providers: [BackTests, BackTestPeriods, DaysAhead, PastDays, RuleSettingsStore, Seats, TargetTrials],
  exports: [TargetTrials],
})
export class WarningsApiModule {}
