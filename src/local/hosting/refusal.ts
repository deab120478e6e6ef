/** The statuses of the errors that the model of the service names. */
const STATUSES = {
  BadRequestException: 400,
  UnauthorizedException: 401,
  NotFoundException: 404,
  ResourceNotFoundException: 404,
  LimitExceededException: 429,
  InternalFailureException: 500,
  DependentServiceFailureException: 503,
} as const;

export type RefusalName = keyof typeof STATUSES;

/** An error of the service: its name is what the SDK's client throws. */
export class Refusal extends Error {
  readonly status: number;

  constructor(name: RefusalName, message: string) {
    super(message);
    this.name = name;
    this.status = STATUSES[name];
  }
}
