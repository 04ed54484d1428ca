// Assessment of places by month: schemes, sheets kept as they were, appeals.
export { AssessmentApiModule } from './assessment.module';
