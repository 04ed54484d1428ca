import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DutyCoreModule } from '@cockpit/duty';
import { LiveCoreModule, LiveModule } from '@cockpit/live';
import { NotifyCoreModule } from '@cockpit/notify';
import { DayCloseController } from './api/day-close.controller';
import { DeskController } from './api/desk.controller';
import { MyPlanController, PlanController } from './api/plan.controller';
import { PromptsController } from './api/prompts.controller';
import { ShiftNotesController } from './api/shift-notes.controller';
import { DayCloses } from './desk/day-closes';
import { OwnPrompts } from './desk/own-prompts';
import { ShiftNotes } from './desk/shift-notes';
import { WhatIf } from './desk/what-if';
import { OrdersController } from './api/orders.controller';
import { MyOrders } from './orders/my-orders';
import { OrderWorker } from './orders/order.worker';
import { PromptOrderRow, PromptOrderStepRow } from './orders/order.entity';
import { Orders } from './orders/orders';
import { PromptEffects } from './effect/prompt-effects';
import { PlanAnswers } from './plan/plan-answers';
import { PlanDesk } from './plan/plan-desk';
import { PlanEffects } from './plan/plan-effects';
import { PlanResultWorker } from './plan/plan-result.worker';
import { PlanResults } from './plan/plan-results';
import { PlanFollowing } from './plan/plan-following';
import { PlanTelling } from './plan/plan-telling';
import { PlanWorker } from './plan/plan-worker';
import { PlanStore } from './plan/plan-store';
import { Plans } from './plan/plans';
import { Replans } from './plan/replans';
import { PromptAnswers } from './prompt-answers';
import { PromptHistory } from './prompt-history';
import { PromptStore } from './prompt-store';
import { PromptRow, PromptTransitionRow } from './prompt.entity';
import { RedirectWorker } from './redirect.worker';
import { SimulationController } from './simulation/simulation.controller';
import { Simulations } from './simulation/simulations';

/** Prompts as they are kept: what worker and API share. */
@Module({
  imports: [
    TypeOrmModule.forFeature([PromptOrderRow, PromptOrderStepRow, PromptRow, PromptTransitionRow]),
    DutyCoreModule,
    NotifyCoreModule,
    LiveCoreModule,
  ],
  providers: [Orders, PlanEffects, PlanFollowing, PlanResults, PlanStore, PromptHistory, PromptStore, Simulations],
  exports: [
    Orders,
    PlanEffects,
    PlanFollowing,
    PlanResults,
    PlanStore,
    PromptHistory,
    PromptStore,
    Simulations,
    LiveCoreModule,
  ],
})
export class RedirectCoreModule {}

/** Role worker: decides prompts and follows their life. */
@Module({
  imports: [RedirectCoreModule, DutyCoreModule, LiveModule],
  providers: [OrderWorker, PlanResultWorker, PlanTelling, PlanWorker, PromptEffects, RedirectWorker, Replans],
})
export class RedirectModule {}

/** Role api: the list and the answers, and what the desk does of its own. */
@Module({
  imports: [RedirectCoreModule],
  controllers: [
    DayCloseController,
    DeskController,
    OrdersController,
    MyPlanController,
    PlanController,
    PromptsController,
    ShiftNotesController,
    SimulationController,
  ],
  providers: [DayCloses, MyOrders, OwnPrompts, PlanAnswers, PlanDesk, Plans, PromptAnswers, ShiftNotes, WhatIf],
})
export class RedirectApiModule {}
