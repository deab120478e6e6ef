/** The ids of the sample world that every builder starts from. */
export const userPoolId = 'eu-west-1_AbCdEfGhI';
export const webClientId = '3weba1b2c3d4e5f6g7h8i9j0k1';
export const nativeClientId = '4nata1b2c3d4e5f6g7h8i9j0k1';
export const identityPoolId = 'eu-west-1:11111111-2222-4333-8444-555555555555';
export const identityKey = 'cognito-identity.amazonaws.com:sub';
export const providerName = `cognito-idp.eu-west-1.amazonaws.com/${userPoolId}`;
export const authRoleArn = 'arn:aws:iam::111122223333:role/service-role/CognitoAuth';
export const guestRoleArn = 'arn:aws:iam::111122223333:role/CognitoGuest';
export const bucketName = 'storefront-uploads';
export const executionId =
  'arn:aws:states:eu-west-1:111122223333:execution:import-auth:storefront_prod_1';
