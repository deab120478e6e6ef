/** An error as the SDK throws it: matched by its name, with the HTTP status beside it. */
export function awsError(
  name: string,
  status: number,
  message = name,
  more: Readonly<Record<string, unknown>> = {},
): Error {
  return Object.assign(new Error(message), {
    name,
    $fault: status >= 500 ? 'server' : 'client',
    $metadata: { httpStatusCode: status },
    ...more,
  });
}

/** The right is missing; every service says it in its own words, this is IAM's and S3's. */
export function accessDenied(): Error {
  return awsError('AccessDenied', 403, 'You are not authorized to perform this action.');
}

/** The connection broke: nobody knows whether the call had its effect. */
export function connectionReset(): Error {
  return Object.assign(new Error('socket hang up'), { name: 'Error', code: 'ECONNRESET' });
}

/** The service asks for patience. */
export function throttled(): Error {
  return awsError('ThrottlingException', 400, 'Rate exceeded');
}
