/** Version of the API's behaviour, as openapi.json and /healthz tell it. */
export const apiVersion = '0.1.0';
