export { scoreOf, type AssessedFigure, type AssessedFigures, type Scored, type ScoredLine } from './score';
export { assessmentAfter, type AssessmentAct } from './steps';
