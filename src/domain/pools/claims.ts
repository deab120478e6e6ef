/**
 * By what name a provider gives an attribute, where that is not the attribute's own name (Cognito
 * guide, "Specifying identity provider attribute mappings", and what each provider documents). OpenID
 * Connect has the names of the standard attributes itself.
 */
const claims: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Google: { phone_number: 'phoneNumbers', birthdate: 'birthdays', gender: 'genders' },
  Facebook: { given_name: 'first_name', family_name: 'last_name', birthdate: 'birthday' },
  LoginWithAmazon: { address: 'postal_code' },
  SignInWithApple: { given_name: 'firstName', family_name: 'lastName' },
  SAML: {
    email: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
    name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
    given_name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname',
    family_name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname',
    phone_number: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/mobilephone',
  },
};

/** The claim that most likely holds an attribute. */
export function claimOfAttribute(providerType: string, attribute: string): string {
  return claims[providerType]?.[attribute] ?? attribute;
}
