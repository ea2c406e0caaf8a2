// Generated from docs/openapi.json: npm run generate.
export interface paths {
    "/v1/onboardings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List onboardings, newest first
         * @description Only your own; an operator sees all. All filters that are given have to fit. Follow `next_cursor` with the same filters to see every one of them exactly once, also while others are written. One page looks at a limited number of onboardings: where hardly any fits, it can be shorter than `limit`, even empty, while `has_more` is true.
         */
        get: operations["listOnboardings"];
        put?: never;
        /**
         * Onboard a client
         * @description Stores the request and answers at once; it is then submitted to Freedom Pay and followed until there is a decision. Send an `external_id` or an `Idempotency-Key`: then the same request can be sent again after any failure. A known `external_id` or `request_id` with the same content is answered 200 with the onboarding as it is now, with other content 409.
         */
        post: operations["createOnboarding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/onboardings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One onboarding
         * @description With `If-None-Match` and `Prefer: wait=25` it answers as soon as the onboarding changes: ask again and again, and you hear of each change at once.
         */
        get: operations["getOnboarding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/onboardings/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that happened to it
         * @description Every change and every exchange with Freedom Pay in plain words, for people; nothing of the applicant is in it.
         */
        get: operations["getTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/onboardings/{id}/resubmission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct a refused one and submit it again
         * @description Opens the next attempt of a rejected onboarding under a new `request_id`. Only what the application holds can be corrected, not `external_id` or `request_id`.
         */
        post: operations["resubmitOnboarding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/onboardings/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw one that was not sent yet
         * @description Possible while it is `pending`. From the first byte on Freedom Pay may have it, and has no way to give it back.
         */
        post: operations["cancelOnboarding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/onboardings/validation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Judge a request without storing it
         * @description Every fault of the fields is in the answer; only what is no JSON is refused.
         */
        post: operations["validateOnboarding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/onboardings/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See exactly what would be sent to Freedom Pay
         * @description Both published bodies and the protected header, without a key and without a signature. Nothing is sent.
         */
        post: operations["previewOnboarding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List batches, newest first
         * @description Only your own; an operator sees all.
         */
        get: operations["listBatches"];
        put?: never;
        /**
         * Hand in many clients at once
         * @description The rows are judged and stored while they arrive; after the 202 their onboardings are opened one after the other, behind single requests. Send an `Idempotency-Key`, or an `external_id` in each row: then the same batch can be handed in again after any failure.
         */
        post: operations["createBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a batch is
         * @description What became of its rows, and of their onboardings. The event `batch.completed` tells when nothing of it is open any more.
         */
        get: operations["getBatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Each row with its onboarding or its errors
         * @description In the order of the rows.
         */
        get: operations["listBatchItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{id}/report.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same as a file
         * @description For whoever repairs the table: texts instead of codes, with the separator of the file that was handed in, so that what opened that opens this.
         */
        get: operations["getBatchReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The feed: every event, in an order that never changes
         * @description Ask with the `next_cursor` you stored last, work through `data`, store the new one, ask again. Nothing later ever sorts before what was served, and no event is skipped. You may see one twice if you die in between: know it by its `id`. The events of one onboarding come in the order of their `sequence`. One page looks at a limited number of events: with `types` that hardly any event has, it can be shorter than `limit`, even empty, while `has_more` is true. Then ask again at once.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your webhook endpoints, newest first
         * @description Only your own, also for an operator.
         */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Say where your events shall go
         * @description From now on every event that fits is sent there, signed as Standard Webhooks 1.0 says; nothing that happened before is, unless you replay it. Keep the `secret`: it is shown here only. At most 20 for each API client. docs/webhooks.md tells how to receive.
         */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a webhook endpoint is doing
         * @description Since when it fails, what waits, why it is disabled.
         */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        /**
         * Send nothing there any more
         * @description What waits for it is forgotten, and so are its secrets. To pause it, deactivate it.
         */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /**
         * Change where your events go, or which
         * @description What waits already is sent to the new address; other types hold for events from now on.
         */
        patch: operations["changeWebhookEndpoint"];
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/secret-rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a new secret
         * @description It signs at once; the old one goes on signing beside it until the overlap ends, so that a receiver may hold either. At most four older ones sign beside the newest.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a ping now
         * @description A real, signed event `webhook_endpoint.test`, once, with the answer of your receiver. Also to a disabled one; it changes nothing.
         */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/deactivation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a webhook endpoint
         * @description Nothing is sent until it is activated; events go on collecting.
         */
        post: operations["deactivateWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/activation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable a webhook endpoint again
         * @description After it has answered a signed ping with 2xx. What was collected follows, in order.
         */
        post: operations["activateWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the events of a time once more
         * @description First with `dry_run: true`: it counts and shows what would be sent. Then the same with `dry_run: false` and its token. Events keep their ids; what waits already is not doubled. One at a time for each endpoint.
         */
        post: operations["replayWebhookEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How replays get on, newest first
         * @description Whether one still runs, and how many events it found.
         */
        get: operations["listReplays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of your events, newest first
         * @description Of your own endpoints that are not deleted. One delivery for each event and endpoint, however often it was sent. One page looks at a limited number of them: with `status=delivered` it can be shorter than `limit`, even empty, while `has_more` is true. Then ask again at once.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One event on its way to one endpoint
         * @description With every attempt and the first 2 KB of each answer.
         */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}/redelivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send it once more
         * @description It goes back into the line of its subject, with the same id and the same bytes; one that waits already is due at once. To a disabled endpoint it goes when that is enabled.
         */
        post: operations["redeliverWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reference/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The products of Freedom Pay
         * @description Changes with a release only: keep it for an hour, or ask with `If-None-Match`.
         */
        get: operations["getProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reference/statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The statuses of an onboarding, the reasons for an end and for a hold
         * @description Changes with a release only: keep it for an hour, or ask with `If-None-Match`.
         */
        get: operations["getStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reference/problem-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every code of an error, a warning or a refusal, and what to do
         * @description Changes with a release only: keep it for an hour, or ask with `If-None-Match`.
         */
        get: operations["getProblemCodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reference/mcc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Merchant category codes
         * @description Changes with a release only: keep it for an hour, or ask with `If-None-Match`.
         */
        get: operations["getMerchantCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reference/countries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ISO 3166-1 countries
         * @description Changes with a release only: keep it for an hour, or ask with `If-None-Match`.
         */
        get: operations["getCountries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reference/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every type of event, what it means, and the JSON Schema of its body
         * @description Changes with a release only: keep it for an hour, or ask with `If-None-Match`.
         */
        get: operations["getEventTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything at a glance
         * @description Counts over all rows: for a person who looks, not for a poller.
         */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/onboardings/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Steer one onboarding by hand
         * @description `poll_now` asks Freedom Pay at once; of a final one the answer is only recorded. `hold` stops new calls, `release` lets them go on. `cancel` withdraws what was not sent yet. Who did it and why stands in the timeline.
         */
        post: operations["actOnOnboarding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every API client's webhook endpoints, newest first
         * @description To look at: changing is up to whoever owns it.
         */
        get: operations["listAllWebhookEndpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One webhook endpoint, whoever owns it
         * @description As its owner sees it.
         */
        get: operations["getAnyWebhookEndpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of every API client's events, newest first
         * @description Without `endpoint_id`: of the 200 newest endpoints.
         */
        get: operations["listAllWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/webhook-deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One delivery with its attempts, whoever owns it
         * @description As its owner sees it.
         */
        get: operations["getAnyWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Does the process live?
         * @description Asks nobody else: restart it where this does not answer.
         */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * May it be sent requests?
         * @description Asks PostgreSQL and its schema; never Freedom Pay, never Redis.
         */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Measurements for Prometheus
         * @description Requests by route and status, calls to Freedom Pay, work that is due, the process itself. No ids, nothing personal.
         */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document
         * @description `/docs` shows it to people.
         */
        get: operations["getContract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        OnboardingRequest: {
            /** @description Your own id of this client; the same one again is the same onboarding. */
            external_id?: string;
            /**
             * Format: uuid
             * @description Becomes Freedom Pay's request_id of the first attempt; made up where it is not given. Unique over everything.
             */
            request_id?: string;
            name: string;
            /**
             * @description BIN or IIN: a string of 12 digits, not all zeros. An integer loses leading zeros: 12 digits are taken as they are, 9 to 11 only where the check digit proves them.
             * @example 971240001315
             * @example 060340012341
             * @example 60340012341
             * @example 123456789012
             */
            bin: string | number;
            legal_type?: string;
            company_id?: string;
            ceo_info: components["schemas"]["CeoInfoRequest"];
            address_info: components["schemas"]["AddressRequest"];
            /**
             * @description KZ and 18 Latin letters or digits; spaces are taken out. Wrong check digits warn, or refuse where the service is set up to.
             * @example KZ86125KZT5004100100
             * @example kz86 125k zt50 0410 0100
             */
            iban: string;
            description?: string;
            product?: components["schemas"]["ProductRequest"];
            metadata?: components["schemas"]["Metadata"];
        };
        CeoInfoRequest: {
            first_name: string;
            last_name: string;
            middle_name?: string;
            /**
             * @description One phone number, without extension; without a country code it is read as dialled in Kazakhstan. Shown in E.164.
             * @example +77017777777
             * @example 8 (701) 777-77-77
             * @example 77017777777
             */
            phone: string | number;
            /**
             * Format: idn-email
             * @example mail@example.kz
             * @example почта@пример.қаз
             */
            email: string;
        };
        AddressRequest: {
            /**
             * @description ISO 3166-1, two or three letters; `GET /v1/reference/countries` lists them.
             * @example KZ
             * @example kaz
             * @example DE
             */
            country: string;
            /**
             * @description In Kazakhstan six digits or the form A01P3K4.
             * @example 050000
             * @example A01P3K4
             */
            postal_code: string;
            address_line1: string;
            address_line2?: string;
            address_line3?: string;
        };
        /** @description The product, with what it needs; at most 8 levels of the whole body. `GET /v1/reference/products` tells the fields of each. */
        ProductRequest: components["schemas"]["PosRequest"] | components["schemas"]["BoxRequest"] | components["schemas"]["EcomRequest"];
        /** @description Freedom Pos. */
        PosRequest: {
            /** @constant */
            product_id: 10001;
            /** @description Merchant category code; `GET /v1/reference/mcc` lists them. */
            mcc: string;
            /** @description ISO 4217. */
            currency: string;
            name: string;
            /** @description On a card holder's statement. */
            descriptor: string;
            address: components["schemas"]["PosAddressRequest"];
            user: {
                name: string;
                /**
                 * Format: idn-email
                 * @example mail@example.kz
                 * @example почта@пример.қаз
                 */
                email: string;
                /**
                 * @description One phone number, without extension; without a country code it is read as dialled in Kazakhstan. Shown in E.164.
                 * @example +77017777777
                 * @example 8 (701) 777-77-77
                 * @example 77017777777
                 */
                phone: string | number;
            };
            package_name: string;
        };
        PosAddressRequest: {
            /**
             * @description ISO 3166-1, two or three letters; `GET /v1/reference/countries` lists them.
             * @example KZ
             * @example kaz
             * @example DE
             */
            country: string;
            /**
             * @description In Kazakhstan six digits or the form A01P3K4.
             * @example 050000
             * @example A01P3K4
             */
            postal_code: string;
            address_line1: string;
            address_line2: string;
            address_line3: string;
        };
        /** @description Freedom Box. */
        BoxRequest: {
            /** @constant */
            product_id: 11001;
        } & {
            [key: string]: components["schemas"]["ProductValue"];
        };
        /** @description Freedom Ecom. */
        EcomRequest: {
            /** @constant */
            product_id: 20000;
            name: string;
            /** @description Merchant category code; `GET /v1/reference/mcc` lists them. */
            mcc: string;
            /** @description On a card holder's statement. */
            descriptor: string;
        } & {
            [key: string]: components["schemas"]["ProductValue"];
        };
        /** @description Any JSON value with short texts and numbers that can be kept exactly. */
        ProductValue: unknown;
        FreeName: string;
        /** @description Your own notes: kept and given back, never sent to Freedom Pay. */
        Metadata: {
            [key: string]: string;
        };
        /** @description JSON Merge Patch (RFC 7396): the members to change; null takes an optional one away. `{}` or no body changes nothing. */
        OnboardingCorrections: {
            name?: string;
            /**
             * @description BIN or IIN: a string of 12 digits, not all zeros. An integer loses leading zeros: 12 digits are taken as they are, 9 to 11 only where the check digit proves them.
             * @example 971240001315
             * @example 060340012341
             * @example 60340012341
             * @example 123456789012
             */
            bin?: string | number;
            legal_type?: string | null;
            company_id?: string | null;
            ceo_info?: components["schemas"]["CeoInfoCorrections"];
            address_info?: components["schemas"]["AddressCorrections"];
            /**
             * @description KZ and 18 Latin letters or digits; spaces are taken out. Wrong check digits warn, or refuse where the service is set up to.
             * @example KZ86125KZT5004100100
             * @example kz86 125k zt50 0410 0100
             */
            iban?: string;
            description?: string | null;
            product?: components["schemas"]["ProductCorrections"] | null;
            metadata?: components["schemas"]["MetadataCorrections"] | null;
        };
        CeoInfoCorrections: {
            first_name?: string;
            last_name?: string;
            middle_name?: string | null;
            /**
             * @description One phone number, without extension; without a country code it is read as dialled in Kazakhstan. Shown in E.164.
             * @example +77017777777
             * @example 8 (701) 777-77-77
             * @example 77017777777
             */
            phone?: string | number;
            /**
             * Format: idn-email
             * @example mail@example.kz
             * @example почта@пример.қаз
             */
            email?: string;
        };
        AddressCorrections: {
            /**
             * @description ISO 3166-1, two or three letters; `GET /v1/reference/countries` lists them.
             * @example KZ
             * @example kaz
             * @example DE
             */
            country?: string;
            /**
             * @description In Kazakhstan six digits or the form A01P3K4.
             * @example 050000
             * @example A01P3K4
             */
            postal_code?: string;
            address_line1?: string;
            address_line2?: string | null;
            address_line3?: string | null;
        };
        ProductCorrections: {
            /** @enum {integer} */
            product_id?: 10001 | 11001 | 20000;
        } & {
            [key: string]: components["schemas"]["ProductValue"];
        };
        MetadataCorrections: {
            [key: string]: string | null;
        };
        BatchRequest: {
            /** @description Each is judged on its own: one that breaks its schema is a refused row, not a refused batch. */
            items: components["schemas"]["OnboardingRequest"][];
        };
        Cancellation: {
            /** @description Why; shown in the timeline. */
            reason: string;
        };
        Action: {
            /** @enum {string} */
            action: "poll_now" | "hold" | "release" | "cancel";
            /** @description Why; shown in the timeline. */
            reason: string;
        };
        /**
         * @description Where it is: `GET /v1/reference/statuses` says what each means.
         * @enum {string}
         */
        Status: "pending" | "submitting" | "processing" | "succeeded" | "rejected" | "failed" | "cancelled";
        /** @description One client on the way to Freedom Pay. */
        Onboarding: {
            /** Format: uuid */
            id: string;
            /** @constant */
            object: "onboarding";
            status: components["schemas"]["Status"];
            /**
             * @description Why it ended.
             * @enum {string|null}
             */
            status_reason: "partner_rejected" | "deadline_exceeded" | "operator_closed" | "withdrawn" | null;
            /** @description Freedom Pay will not be asked any more. */
            final: boolean;
            /** @description Grows by one with each change of status, hold, delayed or attempt. It is the `ETag`. */
            sequence: number;
            /** @description Grows with each resubmission. */
            attempt: number;
            external_id: string | null;
            /**
             * Format: uuid
             * @description Freedom Pay's request_id of this attempt.
             */
            request_id: string;
            name: string;
            /** @description BIN or IIN. */
            bin: string;
            legal_type: string | null;
            company_id: string | null;
            ceo_info: components["schemas"]["CeoInfo"];
            address_info: components["schemas"]["Address"];
            iban: string;
            description: string | null;
            product: components["schemas"]["Product"] | null;
            metadata: components["schemas"]["Metadata"];
            /** @description What is probably mistyped, though it was accepted. */
            warnings: components["schemas"]["Warning"][];
            /** @description Why Freedom Pay refused; empty unless it is rejected. */
            problems: components["schemas"]["PartnerProblem"][];
            hold: components["schemas"]["Hold"] | null;
            partner: components["schemas"]["PartnerFacts"];
            /**
             * Format: date-time
             * @description When the decision about this attempt is expected: promised when the attempt begins, never moved; null once it is final.
             */
            expected_by: string | null;
            /** @description It takes longer than was promised. */
            delayed: boolean;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When `sequence` last changed.
             */
            updated_at: string;
            /** Format: date-time */
            completed_at: string | null;
            links: {
                self: string;
                timeline: string;
            };
        };
        CeoInfo: {
            first_name: string;
            last_name: string;
            middle_name?: string;
            /** @description E.164 */
            phone: string;
            /** Format: idn-email */
            email: string;
        };
        Address: {
            country: string;
            postal_code: string;
            address_line1: string;
            address_line2?: string;
            address_line3?: string;
        };
        /** @description The product as it was given, its country and phones in one spelling. */
        Product: {
            /** @enum {integer} */
            product_id: 10001 | 11001 | 20000;
        } & {
            [key: string]: components["schemas"]["ProductValue"];
        };
        Warning: {
            pointer: components["schemas"]["Pointer"];
            /** @enum {string} */
            code: "bin.checksum" | "bin.zeros_restored" | "iban.checksum";
            message: string;
        };
        /** @description JSON Pointer (RFC 6901) into the body, "" being the whole of it; `?name` is a parameter of the query. */
        Pointer: string;
        /** @description One reason of Freedom Pay's refusal: ours to match on, theirs beside it. */
        PartnerProblem: {
            /** @description The field it is about, where there is one. */
            pointer: components["schemas"]["Pointer"] | null;
            /** @enum {string} */
            code: "bin.unknown" | "iban.not_accepted" | "client.duplicate" | "product.not_permitted" | "field.rejected" | "partner.rejected";
            category: components["schemas"]["Category"];
            /** @constant */
            source: "partner";
            message: string;
            partner_code: string | null;
            partner_message: string | null;
            next_action: components["schemas"]["NextAction"];
        };
        /**
         * @description Whose turn it is. `temporary`: time may heal it. `unknown`: a person has to find out.
         * @enum {string}
         */
        Category: "correctable" | "temporary" | "final" | "unknown";
        NextAction: {
            /** @enum {string} */
            code: "correct_request" | "correct_and_resubmit" | "check_document" | "check_api_key" | "check_existing" | "wait_for_open" | "use_existing_client" | "read_again" | "remove_endpoint" | "check_endpoint" | "retry_later" | "ask_partner" | "ask_support" | "nothing";
            text: string;
        };
        /** @description Why nothing is sent or asked for the time being. */
        Hold: {
            /** @enum {string} */
            reason: "partner_unavailable" | "partner_credentials" | "partner_setup" | "contract_drift" | "duplicate_request_id" | "poison" | "operator";
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            until?: string;
        };
        /** @description What happened between us and Freedom Pay. Moves without a change of `sequence`. */
        PartnerFacts: {
            /** @description Freedom Pay's last word about it. */
            request_status: string | null;
            /** @description It may have arrived or not; we are finding out. */
            uncertain: boolean;
            /** @description As Freedom Pay gave it. */
            client_id: string | null;
            /** @description As Freedom Pay gave it. */
            product_uuid: string | null;
            /** @description As Freedom Pay gave it. */
            terminal_id: string | null;
            sends: number;
            polls: number;
            /** Format: date-time */
            submitted_at: string | null;
            /** Format: date-time */
            last_polled_at: string | null;
            /** Format: date-time */
            next_poll_at: string | null;
        };
        OnboardingPage: {
            data: components["schemas"]["Onboarding"][];
            /** @description Go on with `next_cursor`, however short this page is. */
            has_more: boolean;
            /** @description `cursor` of the next page; null where this is the last one. */
            next_cursor: string | null;
        };
        Timeline: {
            /** @description Oldest first. */
            data: components["schemas"]["TimelineEntry"][];
        };
        TimelineEntry: components["schemas"]["TimelineChange"] | components["schemas"]["TimelineExchange"];
        TimelineChange: {
            /** Format: date-time */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "change";
            text: string;
            /** @description Grows by one with each change of status, hold, delayed or attempt. It is the `ETag`. */
            sequence: number;
            /** @enum {string} */
            type: "onboarding.accepted" | "onboarding.submitting" | "onboarding.processing" | "onboarding.succeeded" | "onboarding.rejected" | "onboarding.failed" | "onboarding.cancelled" | "onboarding.held" | "onboarding.released" | "onboarding.delayed" | "onboarding.resubmitted" | "onboarding.reopened";
            status: components["schemas"]["Status"];
            previous_status: components["schemas"]["Status"] | null;
            /**
             * @description Why it is held, or was until now.
             * @enum {string}
             */
            hold?: "partner_unavailable" | "partner_credentials" | "partner_setup" | "contract_drift" | "duplicate_request_id" | "poison" | "operator";
            /** @description What a resubmission changed, by name. */
            corrected?: components["schemas"]["Pointer"][];
            /** @description Who did it, where it was a person. */
            by?: string;
            reason?: string;
        };
        /** @description One or more like calls to Freedom Pay. */
        TimelineExchange: {
            /** Format: date-time */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "exchange";
            text: string;
            /** @enum {string} */
            method: "add" | "status";
            /** @enum {string} */
            outcome: "accepted" | "duplicate" | "rejected" | "throttled" | "notSent" | "refusedSetup" | "uncertain" | "pending" | "succeeded" | "notFound" | "noAnswer" | "drift";
            /** @description False: recorded only, it was final already. */
            applied: boolean;
            /** @description How often in a row the answer was the same. */
            times: number;
            /** Format: date-time */
            last_at: string;
            http_status: number | null;
            partner_code: string | null;
            partner_message: string | null;
            duration_ms: number;
        };
        EventPage: {
            data: components["schemas"]["Event"][];
            has_more: boolean;
            /** @description `after` of the next question: behind all that was looked at, also where nothing of it fits. Stays as it is while nothing new comes; null only where there was no event yet and none was asked after. */
            next_cursor: string | null;
        };
        /** @description CloudEvents 1.0, and at once a Standard Webhooks payload. Nothing personal is in it. */
        Event: components["schemas"]["OnboardingEvent"] | components["schemas"]["BatchEvent"] | components["schemas"]["PartnerEvent"] | components["schemas"]["PartnerDriftEvent"] | components["schemas"]["EndpointFailingEvent"] | components["schemas"]["EndpointDisabledEvent"];
        OnboardingEvent: {
            /** @constant */
            specversion: "1.0";
            /** @description Unique and stable: what was seen once is known by it. */
            id: string;
            /** @constant */
            source: "/v1/onboardings";
            /** @enum {string} */
            type: "onboarding.accepted" | "onboarding.submitting" | "onboarding.processing" | "onboarding.succeeded" | "onboarding.rejected" | "onboarding.failed" | "onboarding.cancelled" | "onboarding.held" | "onboarding.released" | "onboarding.delayed" | "onboarding.resubmitted" | "onboarding.reopened";
            /** Format: uuid */
            subject: string;
            /** Format: date-time */
            time: string;
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            datacontenttype: "application/json";
            sequence: string;
            /** Format: uuid */
            partitionkey: string;
            data: {
                /** Format: uuid */
                id: string;
                external_id: string | null;
                status: components["schemas"]["Status"];
                previous_status: components["schemas"]["Status"] | null;
                /** @description Grows by one with each change of status, hold, delayed or attempt. It is the `ETag`. */
                sequence: number;
                /** @description Grows with each resubmission. */
                attempt: number;
                /** @description Freedom Pay will not be asked any more. */
                final: boolean;
                problem_codes: ("bin.unknown" | "iban.not_accepted" | "client.duplicate" | "product.not_permitted" | "field.rejected" | "partner.rejected")[];
            };
        };
        BatchEvent: {
            /** @constant */
            specversion: "1.0";
            /** @description Unique and stable: what was seen once is known by it. */
            id: string;
            /** @constant */
            source: "/v1/batches";
            /** @constant */
            type: "batch.completed";
            /** Format: uuid */
            subject: string;
            /** Format: date-time */
            time: string;
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            datacontenttype: "application/json";
            sequence: string;
            /** Format: uuid */
            partitionkey: string;
            data: {
                /** Format: uuid */
                id: string;
                /** @constant */
                status: "completed";
                accepted: number;
                repeated: number;
                refused: number;
            };
        };
        PartnerEvent: {
            /** @constant */
            specversion: "1.0";
            /** @description Unique and stable: what was seen once is known by it. */
            id: string;
            /** @constant */
            source: "/v1/admin/overview";
            /** @enum {string} */
            type: "partner.unavailable" | "partner.recovered";
            /** Format: uuid */
            subject: string;
            /** Format: date-time */
            time: string;
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            datacontenttype: "application/json";
            sequence: string;
            /** Format: uuid */
            partitionkey: string;
            data: {
                /** @enum {string} */
                circuit: "open" | "closed";
                /** @enum {string} */
                reason: "unavailable" | "credentials";
            };
        };
        PartnerDriftEvent: {
            /** @constant */
            specversion: "1.0";
            /** @description Unique and stable: what was seen once is known by it. */
            id: string;
            /** @constant */
            source: "/v1/admin/overview";
            /** @constant */
            type: "partner.contract_drift";
            /** Format: uuid */
            subject: string;
            /** Format: date-time */
            time: string;
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            datacontenttype: "application/json";
            sequence: string;
            /** Format: uuid */
            partitionkey: string;
            data: {
                /** @enum {string} */
                method: "add" | "status";
            };
        };
        EndpointFailingEvent: {
            /** @constant */
            specversion: "1.0";
            /** @description Unique and stable: what was seen once is known by it. */
            id: string;
            /** @constant */
            source: "/v1/webhook-endpoints";
            /** @constant */
            type: "webhook_endpoint.failing";
            /** Format: uuid */
            subject: string;
            /** Format: date-time */
            time: string;
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            datacontenttype: "application/json";
            sequence: string;
            /** Format: uuid */
            partitionkey: string;
            data: {
                /** Format: uuid */
                id: string;
                /** Format: date-time */
                failing_since: string;
                /**
                 * Format: date-time
                 * @description When it will be disabled, if it goes on like this.
                 */
                disables_at: string;
            };
        };
        EndpointDisabledEvent: {
            /** @constant */
            specversion: "1.0";
            /** @description Unique and stable: what was seen once is known by it. */
            id: string;
            /** @constant */
            source: "/v1/webhook-endpoints";
            /** @constant */
            type: "webhook_endpoint.disabled";
            /** Format: uuid */
            subject: string;
            /** Format: date-time */
            time: string;
            /** Format: date-time */
            timestamp: string;
            /** @constant */
            datacontenttype: "application/json";
            sequence: string;
            /** Format: uuid */
            partitionkey: string;
            data: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                reason: "failing" | "gone" | "by_client";
                /** Format: date-time */
                failing_since: string | null;
            };
        };
        Validation: {
            valid: boolean;
            errors: components["schemas"]["Fault"][];
            warnings: components["schemas"]["Warning"][];
            /** @description Your latest onboardings with this BIN. */
            possible_duplicates: {
                /** Format: uuid */
                id: string;
                status: components["schemas"]["Status"];
                /** Format: date-time */
                created_at: string;
                links: {
                    self: string;
                };
            }[];
        };
        Preview: {
            /** @constant */
            method: "POST";
            path: string;
            /** Format: uuid */
            request_id: string;
            /** @description The protected JWS header, decoded. */
            header: {
                uri: string;
                auth_id: string;
                method: string;
                params: string;
                /** @enum {string} */
                alg: "HS256" | "HS512";
            };
            header_text: string;
            /**
             * @description Which of Freedom Pay's two published bodies is in use.
             * @enum {string}
             */
            body_format: "flat" | "company";
            /** @description The very bytes that would be signed and sent. */
            body: string;
            bodies: {
                flat: string;
                company: string;
            };
            warnings: components["schemas"]["Warning"][];
        };
        /** @description Many requests handed in at once. */
        Batch: {
            /** Format: uuid */
            id: string;
            /** @constant */
            object: "batch";
            /**
             * @description `opening`: its onboardings are being opened. `processing`: Freedom Pay decides. `completed`: nothing of it is open any more.
             * @enum {string}
             */
            status: "opening" | "processing" | "completed";
            final: boolean;
            dry_run: boolean;
            /** @enum {string} */
            format: "json" | "csv";
            counts: {
                rows: number;
                waiting: number;
                accepted: number;
                repeated: number;
                refused: number;
            };
            /** @description How far the onboardings of its rows are. */
            progress: {
                open: number;
                succeeded: number;
                rejected: number;
                failed: number;
                cancelled: number;
            };
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            completed_at: string | null;
            links: {
                self: string;
                items: string;
                report: string;
            };
        };
        BatchPage: {
            data: components["schemas"]["Batch"][];
            has_more: boolean;
            /** @description `cursor` of the next page; null where this is the last one. */
            next_cursor: string | null;
        };
        /** @description What became of one row. */
        BatchItem: {
            /** @description Counts from 1; in a file the heading is row 1, as in a spreadsheet. */
            row: number;
            /**
             * @description `waiting`: judged good, not opened yet. `accepted`: its onboarding was opened; in a dry run: would be. `repeated`: known already. `refused`: `errors` say why.
             * @enum {string}
             */
            status: "waiting" | "accepted" | "repeated" | "refused";
            external_id: string | null;
            onboarding: {
                /** Format: uuid */
                id: string;
                status: components["schemas"]["Status"];
                final: boolean;
                links: {
                    self: string;
                };
            } | null;
            errors: {
                /** @description The heading as it stands in the file, else the technical name; null where it is none of them. */
                column: string | null;
                pointer: components["schemas"]["Pointer"];
                /** @enum {string} */
                code: "required" | "not_null" | "wrong_type" | "unknown_field" | "blank" | "too_long" | "forbidden_characters" | "not_latin" | "duplicate_key" | "key_blank" | "key_too_long" | "request_id.format" | "bin.format" | "bin.send_as_string" | "bin.checksum" | "bin.zeros_restored" | "bin.zeros_lost" | "cell.zeros_lost" | "cell.scientific" | "cell.letters_lost" | "cell.without_heading" | "iban.format" | "iban.cyrillic" | "iban.checksum" | "phone.invalid" | "email.invalid" | "country.unknown" | "postal_code.format" | "mcc.unknown" | "currency.unknown" | "product.unknown" | "product.too_deep" | "number.not_exact" | "metadata.too_many" | "external_id_conflict" | "request_id_conflict" | "open_onboarding_for_bin";
                message: string;
                onboarding?: string;
            }[];
            warnings: {
                /** @description The heading as it stands in the file, else the technical name; null where it is none of them. */
                column: string | null;
                pointer: components["schemas"]["Pointer"];
                /** @enum {string} */
                code: "bin.checksum" | "bin.zeros_restored" | "iban.checksum";
                message: string;
            }[];
            problems: components["schemas"]["PartnerProblem"][];
        };
        BatchItemPage: {
            data: components["schemas"]["BatchItem"][];
            has_more: boolean;
            /** @description `cursor` of the next page; null where this is the last one. */
            next_cursor: string | null;
        };
        NewWebhookEndpoint: {
            /** @description https on port 443 at a public address, without credentials. Whoever runs the service can allow hosts of the own network, also with http (`WEBHOOK_ALLOW`). */
            url: string;
            /** @description Which events: exact types, all of a kind (`onboarding.*`), or all (`*`). `GET /v1/reference/event-types` lists them. */
            event_types: ("*" | "onboarding.*" | "batch.*" | "partner.*" | "webhook_endpoint.*" | "onboarding.accepted" | "onboarding.submitting" | "onboarding.processing" | "onboarding.succeeded" | "onboarding.rejected" | "onboarding.failed" | "onboarding.cancelled" | "onboarding.held" | "onboarding.released" | "onboarding.delayed" | "onboarding.resubmitted" | "onboarding.reopened" | "batch.completed" | "partner.unavailable" | "partner.recovered" | "partner.contract_drift" | "webhook_endpoint.failing" | "webhook_endpoint.disabled")[];
            /** @description Your own note. */
            description?: string | null;
        };
        /** @description What is not given stays. */
        WebhookEndpointChanges: {
            /** @description https on port 443 at a public address, without credentials. Whoever runs the service can allow hosts of the own network, also with http (`WEBHOOK_ALLOW`). */
            url?: string;
            /** @description Which events: exact types, all of a kind (`onboarding.*`), or all (`*`). `GET /v1/reference/event-types` lists them. */
            event_types?: ("*" | "onboarding.*" | "batch.*" | "partner.*" | "webhook_endpoint.*" | "onboarding.accepted" | "onboarding.submitting" | "onboarding.processing" | "onboarding.succeeded" | "onboarding.rejected" | "onboarding.failed" | "onboarding.cancelled" | "onboarding.held" | "onboarding.released" | "onboarding.delayed" | "onboarding.resubmitted" | "onboarding.reopened" | "batch.completed" | "partner.unavailable" | "partner.recovered" | "partner.contract_drift" | "webhook_endpoint.failing" | "webhook_endpoint.disabled")[];
            /** @description Your own note. */
            description?: string | null;
        };
        SecretRotation: {
            /**
             * @description How long the old secret goes on signing beside the new one.
             * @default 24
             */
            overlap_hours: number;
        };
        /** @description This call takes no word. */
        NoWord: Record<string, never>;
        ReplayRequest: {
            /**
             * Format: date-time
             * @description Events of this instant and later.
             */
            from: string;
            /**
             * Format: date-time
             * @description Events before this instant.
             */
            to: string;
            /** @description Of the events that the endpoint gets only these; without it all of them. */
            event_types?: ("*" | "onboarding.*" | "batch.*" | "partner.*" | "webhook_endpoint.*" | "onboarding.accepted" | "onboarding.submitting" | "onboarding.processing" | "onboarding.succeeded" | "onboarding.rejected" | "onboarding.failed" | "onboarding.cancelled" | "onboarding.held" | "onboarding.released" | "onboarding.delayed" | "onboarding.resubmitted" | "onboarding.reopened" | "batch.completed" | "partner.unavailable" | "partner.recovered" | "partner.contract_drift" | "webhook_endpoint.failing" | "webhook_endpoint.disabled")[];
            /** @description True first: it tells what would be sent, and gives the token that false needs. */
            dry_run: boolean;
            /** @description Of the dry run, with the same values, within 15 minutes. */
            token?: string;
        };
        /** @description Where your events go. */
        WebhookEndpoint: {
            /** Format: uuid */
            id: string;
            /** @constant */
            object: "webhook_endpoint";
            url: string;
            /** @description Your own note. */
            description: string | null;
            /** @description Which events: exact types, all of a kind (`onboarding.*`), or all (`*`). `GET /v1/reference/event-types` lists them. */
            event_types: ("*" | "onboarding.*" | "batch.*" | "partner.*" | "webhook_endpoint.*" | "onboarding.accepted" | "onboarding.submitting" | "onboarding.processing" | "onboarding.succeeded" | "onboarding.rejected" | "onboarding.failed" | "onboarding.cancelled" | "onboarding.held" | "onboarding.released" | "onboarding.delayed" | "onboarding.resubmitted" | "onboarding.reopened" | "batch.completed" | "partner.unavailable" | "partner.recovered" | "partner.contract_drift" | "webhook_endpoint.failing" | "webhook_endpoint.disabled")[];
            /**
             * @description A disabled one goes on collecting; nothing is sent.
             * @enum {string}
             */
            status: "enabled" | "disabled";
            /**
             * @description `failing`: no success for four days. `gone`: it answered 410. `by_client`: by you.
             * @enum {string|null}
             */
            disabled_reason: "failing" | "gone" | "by_client" | null;
            /** Format: date-time */
            disabled_at: string | null;
            /** @description Grows with each change. It is the `ETag`. */
            version: number;
            /** @description Moves without a change of `version`. */
            health: {
                /**
                 * Format: date-time
                 * @description The first failure since the last success.
                 */
                failing_since: string | null;
                /** Format: date-time */
                last_success_at: string | null;
                /** Format: date-time */
                last_failure_at: string | null;
                /**
                 * Format: date-time
                 * @description Nothing is sent before: the receiver asked for it by a 429 or 503 with `Retry-After`.
                 */
                paused_until: string | null;
                /** @description Deliveries that wait, counted up to here. */
                pending: number;
                /** @description There are more than were counted. */
                more_pending: boolean;
            };
            /** @description Those that sign now, the newest first. */
            secrets: {
                /** Format: date-time */
                created_at: string;
                /** Format: date-time */
                expires_at: string | null;
            }[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            links: {
                self: string;
                deliveries: string;
            };
        };
        /** @description With its new secret. */
        WebhookEndpointWithSecret: {
            /** Format: uuid */
            id: string;
            /** @constant */
            object: "webhook_endpoint";
            url: string;
            /** @description Your own note. */
            description: string | null;
            /** @description Which events: exact types, all of a kind (`onboarding.*`), or all (`*`). `GET /v1/reference/event-types` lists them. */
            event_types: ("*" | "onboarding.*" | "batch.*" | "partner.*" | "webhook_endpoint.*" | "onboarding.accepted" | "onboarding.submitting" | "onboarding.processing" | "onboarding.succeeded" | "onboarding.rejected" | "onboarding.failed" | "onboarding.cancelled" | "onboarding.held" | "onboarding.released" | "onboarding.delayed" | "onboarding.resubmitted" | "onboarding.reopened" | "batch.completed" | "partner.unavailable" | "partner.recovered" | "partner.contract_drift" | "webhook_endpoint.failing" | "webhook_endpoint.disabled")[];
            /**
             * @description A disabled one goes on collecting; nothing is sent.
             * @enum {string}
             */
            status: "enabled" | "disabled";
            /**
             * @description `failing`: no success for four days. `gone`: it answered 410. `by_client`: by you.
             * @enum {string|null}
             */
            disabled_reason: "failing" | "gone" | "by_client" | null;
            /** Format: date-time */
            disabled_at: string | null;
            /** @description Grows with each change. It is the `ETag`. */
            version: number;
            /** @description Moves without a change of `version`. */
            health: {
                /**
                 * Format: date-time
                 * @description The first failure since the last success.
                 */
                failing_since: string | null;
                /** Format: date-time */
                last_success_at: string | null;
                /** Format: date-time */
                last_failure_at: string | null;
                /**
                 * Format: date-time
                 * @description Nothing is sent before: the receiver asked for it by a 429 or 503 with `Retry-After`.
                 */
                paused_until: string | null;
                /** @description Deliveries that wait, counted up to here. */
                pending: number;
                /** @description There are more than were counted. */
                more_pending: boolean;
            };
            /** @description Those that sign now, the newest first. */
            secrets: {
                /** Format: date-time */
                created_at: string;
                /** Format: date-time */
                expires_at: string | null;
            }[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            links: {
                self: string;
                deliveries: string;
            };
            /** @description What signs. Shown here and never again. */
            secret: string;
        };
        WebhookEndpointPage: {
            data: components["schemas"]["WebhookEndpoint"][];
            has_more: boolean;
            /** @description `cursor` of the next page; null where this is the last one. */
            next_cursor: string | null;
        };
        WebhookEndpointOfClient: {
            /** @description Whose it is. */
            api_client: string;
            /** Format: uuid */
            id: string;
            /** @constant */
            object: "webhook_endpoint";
            url: string;
            /** @description Your own note. */
            description: string | null;
            /** @description Which events: exact types, all of a kind (`onboarding.*`), or all (`*`). `GET /v1/reference/event-types` lists them. */
            event_types: ("*" | "onboarding.*" | "batch.*" | "partner.*" | "webhook_endpoint.*" | "onboarding.accepted" | "onboarding.submitting" | "onboarding.processing" | "onboarding.succeeded" | "onboarding.rejected" | "onboarding.failed" | "onboarding.cancelled" | "onboarding.held" | "onboarding.released" | "onboarding.delayed" | "onboarding.resubmitted" | "onboarding.reopened" | "batch.completed" | "partner.unavailable" | "partner.recovered" | "partner.contract_drift" | "webhook_endpoint.failing" | "webhook_endpoint.disabled")[];
            /**
             * @description A disabled one goes on collecting; nothing is sent.
             * @enum {string}
             */
            status: "enabled" | "disabled";
            /**
             * @description `failing`: no success for four days. `gone`: it answered 410. `by_client`: by you.
             * @enum {string|null}
             */
            disabled_reason: "failing" | "gone" | "by_client" | null;
            /** Format: date-time */
            disabled_at: string | null;
            /** @description Grows with each change. It is the `ETag`. */
            version: number;
            /** @description Moves without a change of `version`. */
            health: {
                /**
                 * Format: date-time
                 * @description The first failure since the last success.
                 */
                failing_since: string | null;
                /** Format: date-time */
                last_success_at: string | null;
                /** Format: date-time */
                last_failure_at: string | null;
                /**
                 * Format: date-time
                 * @description Nothing is sent before: the receiver asked for it by a 429 or 503 with `Retry-After`.
                 */
                paused_until: string | null;
                /** @description Deliveries that wait, counted up to here. */
                pending: number;
                /** @description There are more than were counted. */
                more_pending: boolean;
            };
            /** @description Those that sign now, the newest first. */
            secrets: {
                /** Format: date-time */
                created_at: string;
                /** Format: date-time */
                expires_at: string | null;
            }[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            links: {
                self: string;
                deliveries: string;
            };
        };
        WebhookEndpointOfClientPage: {
            data: components["schemas"]["WebhookEndpointOfClient"][];
            has_more: boolean;
            /** @description `cursor` of the next page; null where this is the last one. */
            next_cursor: string | null;
        };
        /** @description What came of a real, signed ping. */
        WebhookPing: {
            /**
             * @description How the post ended.
             * @enum {string}
             */
            outcome: "delivered" | "refused_status" | "redirect" | "gone" | "timeout" | "refused" | "unreachable" | "dns" | "tls" | "reset" | "protocol" | "not_allowed" | "failed";
            text: string;
            delivered: boolean;
            http_status: number | null;
            duration_ms: number;
            /** @description The first 2 KB of the answer; null where none came. */
            answer: string | null;
        };
        /** @description What a replay would send. */
        ReplayPlan: {
            /** @constant */
            dry_run: true;
            count: number;
            /** @description False: the window holds more than were looked at. */
            count_is_exact: boolean;
            /** @description The first of them. */
            sample: {
                event_id: string;
                type: string;
                /** Format: uuid */
                subject: string;
                /** Format: date-time */
                time: string;
            }[];
            token: string;
            /** Format: date-time */
            token_expires_at: string;
        };
        Replay: {
            /** Format: uuid */
            id: string;
            /** @constant */
            object: "webhook_replay";
            /** Format: uuid */
            endpoint_id: string;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @description Which events: exact types, all of a kind (`onboarding.*`), or all (`*`). `GET /v1/reference/event-types` lists them. */
            event_types: ("*" | "onboarding.*" | "batch.*" | "partner.*" | "webhook_endpoint.*" | "onboarding.accepted" | "onboarding.submitting" | "onboarding.processing" | "onboarding.succeeded" | "onboarding.rejected" | "onboarding.failed" | "onboarding.cancelled" | "onboarding.held" | "onboarding.released" | "onboarding.delayed" | "onboarding.resubmitted" | "onboarding.reopened" | "batch.completed" | "partner.unavailable" | "partner.recovered" | "partner.contract_drift" | "webhook_endpoint.failing" | "webhook_endpoint.disabled")[] | null;
            /**
             * @description `finished`: all of it is in line; its deliveries tell what became of each.
             * @enum {string}
             */
            status: "running" | "finished";
            /** @description Events put in line so far. */
            found: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            finished_at: string | null;
        };
        ReplayPage: {
            data: components["schemas"]["Replay"][];
            has_more: boolean;
            /** @description `cursor` of the next page; null where this is the last one. */
            next_cursor: string | null;
        };
        /** @description One event on its way to one endpoint. */
        WebhookDelivery: {
            id: string;
            /** @constant */
            object: "webhook_delivery";
            /** Format: uuid */
            endpoint_id: string;
            /** @description The `id` of the event and the `webhook-id` of each attempt. */
            event_id: string;
            type: string;
            /**
             * Format: uuid
             * @description What it is about: an onboarding, a batch or an endpoint.
             */
            subject: string;
            sequence: number;
            /**
             * @description `exhausted`: given up after the last attempt; it stays and can be put back.
             * @enum {string}
             */
            status: "pending" | "delivered" | "exhausted";
            attempt_count: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_attempt_at: string | null;
            /**
             * Format: date-time
             * @description The first 2xx.
             */
            delivered_at: string | null;
            /**
             * Format: date-time
             * @description Null where it waits for nothing, for an earlier one of its subject, or for its endpoint to be enabled; and while it is being sent.
             */
            next_attempt_at: string | null;
            links: {
                self: string;
                endpoint: string;
            };
        };
        WebhookDeliveryPage: {
            data: components["schemas"]["WebhookDelivery"][];
            has_more: boolean;
            /** @description `cursor` of the next page; null where this is the last one. */
            next_cursor: string | null;
        };
        WebhookDeliveryWithAttempts: {
            id: string;
            /** @constant */
            object: "webhook_delivery";
            /** Format: uuid */
            endpoint_id: string;
            /** @description The `id` of the event and the `webhook-id` of each attempt. */
            event_id: string;
            type: string;
            /**
             * Format: uuid
             * @description What it is about: an onboarding, a batch or an endpoint.
             */
            subject: string;
            sequence: number;
            /**
             * @description `exhausted`: given up after the last attempt; it stays and can be put back.
             * @enum {string}
             */
            status: "pending" | "delivered" | "exhausted";
            attempt_count: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_attempt_at: string | null;
            /**
             * Format: date-time
             * @description The first 2xx.
             */
            delivered_at: string | null;
            /**
             * Format: date-time
             * @description Null where it waits for nothing, for an earlier one of its subject, or for its endpoint to be enabled; and while it is being sent.
             */
            next_attempt_at: string | null;
            links: {
                self: string;
                endpoint: string;
            };
            /** @description The latest, oldest first. */
            attempts: components["schemas"]["WebhookAttempt"][];
        };
        WebhookDeliveryOfClient: {
            /** @description Whose it is. */
            api_client: string;
            id: string;
            /** @constant */
            object: "webhook_delivery";
            /** Format: uuid */
            endpoint_id: string;
            /** @description The `id` of the event and the `webhook-id` of each attempt. */
            event_id: string;
            type: string;
            /**
             * Format: uuid
             * @description What it is about: an onboarding, a batch or an endpoint.
             */
            subject: string;
            sequence: number;
            /**
             * @description `exhausted`: given up after the last attempt; it stays and can be put back.
             * @enum {string}
             */
            status: "pending" | "delivered" | "exhausted";
            attempt_count: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_attempt_at: string | null;
            /**
             * Format: date-time
             * @description The first 2xx.
             */
            delivered_at: string | null;
            /**
             * Format: date-time
             * @description Null where it waits for nothing, for an earlier one of its subject, or for its endpoint to be enabled; and while it is being sent.
             */
            next_attempt_at: string | null;
            links: {
                self: string;
                endpoint: string;
            };
        };
        WebhookDeliveryOfClientPage: {
            data: components["schemas"]["WebhookDeliveryOfClient"][];
            has_more: boolean;
            /** @description `cursor` of the next page; null where this is the last one. */
            next_cursor: string | null;
        };
        WebhookDeliveryOfClientWithAttempts: {
            /** @description Whose it is. */
            api_client: string;
            id: string;
            /** @constant */
            object: "webhook_delivery";
            /** Format: uuid */
            endpoint_id: string;
            /** @description The `id` of the event and the `webhook-id` of each attempt. */
            event_id: string;
            type: string;
            /**
             * Format: uuid
             * @description What it is about: an onboarding, a batch or an endpoint.
             */
            subject: string;
            sequence: number;
            /**
             * @description `exhausted`: given up after the last attempt; it stays and can be put back.
             * @enum {string}
             */
            status: "pending" | "delivered" | "exhausted";
            attempt_count: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_attempt_at: string | null;
            /**
             * Format: date-time
             * @description The first 2xx.
             */
            delivered_at: string | null;
            /**
             * Format: date-time
             * @description Null where it waits for nothing, for an earlier one of its subject, or for its endpoint to be enabled; and while it is being sent.
             */
            next_attempt_at: string | null;
            links: {
                self: string;
                endpoint: string;
            };
            /** @description The latest, oldest first. */
            attempts: components["schemas"]["WebhookAttempt"][];
        };
        /** @description One post and its answer. */
        WebhookAttempt: {
            number: number;
            /** Format: date-time */
            started_at: string;
            duration_ms: number;
            /**
             * @description How the post ended.
             * @enum {string}
             */
            outcome: "delivered" | "refused_status" | "redirect" | "gone" | "timeout" | "refused" | "unreachable" | "dns" | "tls" | "reset" | "protocol" | "not_allowed" | "failed";
            text: string;
            http_status: number | null;
            /** @description The first 2 KB of the answer; null where none came. */
            answer: string | null;
        };
        /** @description RFC 9457. Never repeats what was submitted. */
        Problem: {
            type: string;
            /** @description Always English. */
            title: string;
            status: number;
            /** @description What happened and what to do, in the language asked for. */
            detail: string;
            /** @description The path that was asked. */
            instance: string;
            /**
             * @description What programs match on.
             * @enum {string}
             */
            code: "malformed_json" | "malformed_csv" | "idempotency_key_invalid" | "bad_request" | "unauthorized" | "forbidden" | "not_found" | "request_timeout" | "external_id_conflict" | "request_id_conflict" | "open_onboarding_for_bin" | "idempotency_key_in_use" | "not_resubmittable" | "already_submitted" | "already_final" | "action_not_possible" | "too_many_endpoints" | "endpoint_not_answering" | "replay_in_progress" | "sequence_mismatch" | "version_mismatch" | "body_too_large" | "uri_too_long" | "unsupported_media_type" | "unknown_field" | "validation_failed" | "headers_too_large" | "idempotency_key_reused" | "internal_error" | "service_unavailable" | "webhooks_not_set_up";
            correlation_id: string;
            /** @description The same request, sent again later, may succeed. */
            retryable: boolean;
        };
        /** @description RFC 9457, with the fields it is about. Never repeats what was submitted. */
        FieldProblem: {
            type: string;
            /** @description Always English. */
            title: string;
            status: number;
            /** @description What happened and what to do, in the language asked for. */
            detail: string;
            /** @description The path that was asked. */
            instance: string;
            /**
             * @description What programs match on.
             * @enum {string}
             */
            code: "malformed_json" | "malformed_csv" | "idempotency_key_invalid" | "bad_request" | "unauthorized" | "forbidden" | "not_found" | "request_timeout" | "external_id_conflict" | "request_id_conflict" | "open_onboarding_for_bin" | "idempotency_key_in_use" | "not_resubmittable" | "already_submitted" | "already_final" | "action_not_possible" | "too_many_endpoints" | "endpoint_not_answering" | "replay_in_progress" | "sequence_mismatch" | "version_mismatch" | "body_too_large" | "uri_too_long" | "unsupported_media_type" | "unknown_field" | "validation_failed" | "headers_too_large" | "idempotency_key_reused" | "internal_error" | "service_unavailable" | "webhooks_not_set_up";
            correlation_id: string;
            /** @description The same request, sent again later, may succeed. */
            retryable: boolean;
            /** @description Every faulty field at once. */
            errors: components["schemas"]["Fault"][];
            /** @description The onboarding that stands in the way, where it is yours. */
            onboarding?: string;
        };
        /** @description What is wrong with one field and what to do. */
        Fault: {
            pointer: components["schemas"]["Pointer"];
            /** @enum {string} */
            code: "required" | "not_null" | "wrong_type" | "unknown_field" | "blank" | "too_long" | "forbidden_characters" | "not_latin" | "duplicate_key" | "key_blank" | "key_too_long" | "request_id.format" | "bin.format" | "bin.send_as_string" | "bin.checksum" | "bin.zeros_restored" | "bin.zeros_lost" | "cell.zeros_lost" | "cell.scientific" | "cell.letters_lost" | "cell.without_heading" | "iban.format" | "iban.cyrillic" | "iban.checksum" | "phone.invalid" | "email.invalid" | "country.unknown" | "postal_code.format" | "mcc.unknown" | "currency.unknown" | "product.unknown" | "product.too_deep" | "number.not_exact" | "metadata.too_many" | "invalid" | "conflict" | "open";
            message: string;
        };
        Products: {
            data: {
                /** @enum {integer} */
                product_id: 10001 | 11001 | 20000;
                name: string;
                description: string;
                other_fields_allowed: boolean;
                fields: {
                    pointer: components["schemas"]["Pointer"];
                    /** @constant */
                    required: true;
                    max_length: number | null;
                    text: string;
                }[];
            }[];
        };
        MerchantCategories: {
            data: {
                code: string;
                name: string;
            }[];
        };
        Statuses: {
            data: {
                code: components["schemas"]["Status"];
                name: string;
                description: string;
                final: boolean;
                leads_to: components["schemas"]["Status"][];
            }[];
            status_reasons: {
                /** @enum {string} */
                code: "partner_rejected" | "deadline_exceeded" | "operator_closed" | "withdrawn";
                name: string;
            }[];
            hold_reasons: {
                /** @enum {string} */
                code: "partner_unavailable" | "partner_credentials" | "partner_setup" | "contract_drift" | "duplicate_request_id" | "poison" | "operator";
                name: string;
            }[];
        };
        ProblemCodes: {
            data: {
                /** @enum {string} */
                code: "malformed_json" | "malformed_csv" | "idempotency_key_invalid" | "bad_request" | "unauthorized" | "forbidden" | "not_found" | "request_timeout" | "external_id_conflict" | "request_id_conflict" | "open_onboarding_for_bin" | "idempotency_key_in_use" | "not_resubmittable" | "already_submitted" | "already_final" | "action_not_possible" | "too_many_endpoints" | "endpoint_not_answering" | "replay_in_progress" | "sequence_mismatch" | "version_mismatch" | "body_too_large" | "uri_too_long" | "unsupported_media_type" | "unknown_field" | "validation_failed" | "headers_too_large" | "idempotency_key_reused" | "internal_error" | "service_unavailable" | "webhooks_not_set_up" | "required" | "not_null" | "wrong_type" | "blank" | "too_long" | "forbidden_characters" | "not_latin" | "duplicate_key" | "key_blank" | "key_too_long" | "request_id.format" | "bin.format" | "bin.send_as_string" | "bin.checksum" | "bin.zeros_restored" | "bin.zeros_lost" | "cell.zeros_lost" | "cell.scientific" | "cell.letters_lost" | "cell.without_heading" | "iban.format" | "iban.cyrillic" | "iban.checksum" | "phone.invalid" | "email.invalid" | "country.unknown" | "postal_code.format" | "mcc.unknown" | "currency.unknown" | "product.unknown" | "product.too_deep" | "number.not_exact" | "metadata.too_many" | "invalid" | "conflict" | "open" | "bin.unknown" | "iban.not_accepted" | "client.duplicate" | "product.not_permitted" | "field.rejected" | "partner.rejected";
                /** @enum {string} */
                about: "request" | "field" | "partner";
                category: components["schemas"]["Category"];
                http_status: number | null;
                retryable: boolean;
                message: string;
                next_action: components["schemas"]["NextAction"];
            }[];
        };
        Countries: {
            data: {
                alpha2: string;
                alpha3: string | null;
                name: string;
            }[];
        };
        EventTypes: {
            data: {
                type: string;
                /** @description What it means. */
                text: string;
                /** @description False: it is sent when somebody asks for it. */
                can_be_subscribed: boolean;
                /** @description An event of this type. */
                example: Record<string, never>;
                /** @description JSON Schema 2020-12 of the body, complete in itself. */
                schema: Record<string, never>;
            }[];
        };
        Overview: {
            onboardings: {
                by_status: {
                    pending: number;
                    submitting: number;
                    processing: number;
                    succeeded: number;
                    rejected: number;
                    failed: number;
                    cancelled: number;
                };
                held: number;
                /** Format: date-time */
                oldest_open_at: string | null;
            };
            /** @description Steps whose time has come; overdue after five seconds. */
            work: {
                due: number;
                overdue: number;
                /** Format: date-time */
                oldest_due_at: string | null;
            };
            /** @description Null while the queue is away; the work goes on. */
            queue: {
                /** @enum {string} */
                backend: "redis" | "postgres";
                waiting: number | null;
                active: number | null;
            };
            /** @description `lag`: committed, not yet in the feed. `oldest_undelivered_at`: of these, or of what an enabled webhook endpoint has not got. */
            events: {
                lag: number;
                /** Format: date-time */
                oldest_undelivered_at: string | null;
            };
            partner: {
                /** @enum {string} */
                circuit: "closed" | "open";
                /** Format: date-time */
                last_success_at: string | null;
                last_failure: {
                    /** Format: date-time */
                    at: string;
                    /** @enum {string} */
                    method: "add" | "status";
                    trouble: string | null;
                    http_status: number | null;
                } | null;
                uncertain: number;
                drift: number;
            };
        };
        Live: {
            /** @constant */
            status: "live";
        };
        Ready: {
            /** @constant */
            status: "ready";
        };
        NotReady: {
            /** @constant */
            status: "not_ready";
            /** @enum {string} */
            reason: "stopping" | "schema_too_old" | "postgres_away";
        };
    };
    responses: {
        /** @description `bad_request`: The request could not be read as HTTP. Check its path, its headers and its length. */
        BadRequest: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["NotKept"];
                "X-Content-Type-Options": components["headers"]["NotSniffed"];
                Vary: components["headers"]["ByLanguage"];
                "Content-Language": components["headers"]["Language"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status: 400;
                    /** @enum {string} */
                    code: "bad_request";
                };
            };
        };
        /** @description `unauthorized`: Send "Authorization: Bearer <key>" with a key of this service. */
        Unauthorized: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["NotKept"];
                "X-Content-Type-Options": components["headers"]["NotSniffed"];
                Vary: components["headers"]["ByLanguage"];
                "Content-Language": components["headers"]["Language"];
                "WWW-Authenticate": components["headers"]["Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status: 401;
                    /** @enum {string} */
                    code: "unauthorized";
                };
            };
        };
        /** @description `forbidden`: This needs an operator's key. */
        Forbidden: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["NotKept"];
                "X-Content-Type-Options": components["headers"]["NotSniffed"];
                Vary: components["headers"]["ByLanguage"];
                "Content-Language": components["headers"]["Language"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status: 403;
                    /** @enum {string} */
                    code: "forbidden";
                };
            };
        };
        /** @description `not_found`: Nothing answers at this path with this method. /openapi.json lists what does. / There is no onboarding with this id, or it is not yours. / There is no batch with this id, or it is not yours. / There is no webhook endpoint with this id, or it is not yours. / There is no delivery with this id, or it is not yours. */
        NotFound: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["NotKept"];
                "X-Content-Type-Options": components["headers"]["NotSniffed"];
                Vary: components["headers"]["ByLanguage"];
                "Content-Language": components["headers"]["Language"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status: 404;
                    /** @enum {string} */
                    code: "not_found";
                };
            };
        };
        /** @description `request_timeout`: Send the whole request within the time limit. */
        RequestTimeout: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["NotKept"];
                "X-Content-Type-Options": components["headers"]["NotSniffed"];
                Vary: components["headers"]["ByLanguage"];
                "Content-Language": components["headers"]["Language"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status: 408;
                    /** @enum {string} */
                    code: "request_timeout";
                };
            };
        };
        /** @description `idempotency_key_in_use`: A request with this key is still running. Send it again in a moment. */
        IdempotencyKeyInUse: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["NotKept"];
                "X-Content-Type-Options": components["headers"]["NotSniffed"];
                Vary: components["headers"]["ByLanguage"];
                "Content-Language": components["headers"]["Language"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status: 409;
                    /** @enum {string} */
                    code: "idempotency_key_in_use";
                };
            };
        };
        /** @description `sequence_mismatch`: If-Match takes the ETag of the onboarding, e.g. "3". / Read the onboarding again and decide anew. */
        SequenceMismatch: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["NotKept"];
                "X-Content-Type-Options": components["headers"]["NotSniffed"];
                Vary: components["headers"]["ByLanguage"];
                "Content-Language": components["headers"]["Language"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status: 412;
                    /** @enum {string} */
                    code: "sequence_mismatch";
                };
            };
        };
        /** @description `version_mismatch`: If-Match takes the ETag of the webhook endpoint, e.g. "3". / Read the webhook endpoint again and decide anew. */
        VersionMismatch: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["NotKept"];
                "X-Content-Type-Options": components["headers"]["NotSniffed"];
                Vary: components["headers"]["ByLanguage"];
                "Content-Language": components["headers"]["Language"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status: 412;
                    /** @enum {string} */
                    code: "version_mismatch";
                };
            };
        };
        /** @description `body_too_large`: A body may have {max} bytes at most. */
        BodyTooLarge: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["NotKept"];
                "X-Content-Type-Options": components["headers"]["NotSniffed"];
                Vary: components["headers"]["ByLanguage"];
                "Content-Language": components["headers"]["Language"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status: 413;
                    /** @enum {string} */
                    code: "body_too_large";
                };
            };
        };
        /** @description `uri_too_long`: Shorten the path. */
        UriTooLong: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["NotKept"];
                "X-Content-Type-Options": components["headers"]["NotSniffed"];
                Vary: components["headers"]["ByLanguage"];
                "Content-Language": components["headers"]["Language"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status: 414;
                    /** @enum {string} */
                    code: "uri_too_long";
                };
            };
        };
        /** @description `unsupported_media_type`: Send Content-Type: application/json (charset utf-8 or none) without a Content-Encoding. / Send Content-Type: application/json or text/csv (charset utf-8, windows-1251 or none) without a Content-Encoding. */
        UnsupportedMediaType: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["NotKept"];
                "X-Content-Type-Options": components["headers"]["NotSniffed"];
                Vary: components["headers"]["ByLanguage"];
                "Content-Language": components["headers"]["Language"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status: 415;
                    /** @enum {string} */
                    code: "unsupported_media_type";
                };
            };
        };
        /** @description `headers_too_large`: Send fewer or shorter header fields. */
        HeadersTooLarge: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["NotKept"];
                "X-Content-Type-Options": components["headers"]["NotSniffed"];
                Vary: components["headers"]["ByLanguage"];
                "Content-Language": components["headers"]["Language"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status: 431;
                    /** @enum {string} */
                    code: "headers_too_large";
                };
            };
        };
        /** @description `idempotency_key_reused`: This Idempotency-Key was used with another body. Use a new key for another request. */
        IdempotencyKeyReused: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["NotKept"];
                "X-Content-Type-Options": components["headers"]["NotSniffed"];
                Vary: components["headers"]["ByLanguage"];
                "Content-Language": components["headers"]["Language"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status: 422;
                    /** @enum {string} */
                    code: "idempotency_key_reused";
                };
            };
        };
        /** @description `internal_error`: Try again; if it stays, tell us the correlation id. */
        InternalError: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["NotKept"];
                "X-Content-Type-Options": components["headers"]["NotSniffed"];
                Vary: components["headers"]["ByLanguage"];
                "Content-Language": components["headers"]["Language"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status: 500;
                    /** @enum {string} */
                    code: "internal_error";
                };
            };
        };
        /** @description `service_unavailable`: It may or may not have been stored. Send it again with the same external_id, request_id or Idempotency-Key; without one of them, look in the list first. / The service cannot read its database right now. Ask again. */
        ServiceUnavailable: {
            headers: {
                "X-Correlation-Id": components["headers"]["CorrelationId"];
                "Cache-Control": components["headers"]["NotKept"];
                "X-Content-Type-Options": components["headers"]["NotSniffed"];
                Vary: components["headers"]["ByLanguage"];
                "Content-Language": components["headers"]["Language"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @constant */
                    status: 503;
                    /** @enum {string} */
                    code: "service_unavailable";
                };
            };
        };
    };
    parameters: {
        /** @description Onboard although this BIN has an open onboarding. */
        AllowDuplicateBin: boolean;
        /** @description Only say what would become of each row; nothing is opened. */
        DryRun: boolean;
        /** @description Only the one an attempt of which has this request_id. */
        OfRequestId: string;
        /** @description Only those created at this instant or later. With its offset; in a URL, + is written %2B. */
        CreatedFrom: string;
        /** @description Only those created before this instant; the instant itself is not in it. */
        CreatedTo: string;
        /** @description How many at most. */
        PageSize: number;
        /** @description `next_cursor` of the page before; without it from the newest. */
        Cursor: string;
        /** @description Only those to this webhook endpoint. */
        OfEndpoint: string;
        /** @description Only those of events of this onboarding (or of another subject). */
        OfSubject: string;
        /** @description `next_cursor` of the page before; without it from the newest. */
        DeliveryCursor: string;
        /** @description `next_cursor` of the page before; without it from the first row. */
        RowCursor: string;
        /** @description Any text of your own: the same request under the same key is done once and gets the same answer, byte for byte. */
        IdempotencyKey: string;
        /** @description Only if the onboarding still has this ETag. */
        IfMatch: string;
        /** @description Only if the webhook endpoint still has this ETag. */
        IfMatchVersion: string;
        /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
        AcceptLanguage: string;
        /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
        CorrelationId: string;
    };
    requestBodies: never;
    headers: {
        /** @description Yours, or one made up: name it when you ask about this call. */
        CorrelationId: string;
        /** @description No cache may keep it. */
        NotKept: "no-store";
        /** @description The type is what Content-Type says. */
        NotSniffed: "nosniff";
        /** @description Another language is another answer. */
        ByLanguage: "Accept-Language";
        /** @description The language of its texts. */
        Language: "en" | "ru" | "kk";
        /** @description The onboarding. */
        Location: string;
        /** @description The batch. */
        BatchLocation: string;
        /** @description The webhook endpoint. */
        EndpointLocation: string;
        /** @description What the file is called. */
        Attachment: string;
        /** @description The `sequence` of the onboarding, for If-Match and If-None-Match. */
        SequenceTag: string;
        /** @description The `version` of the webhook endpoint, for If-Match. Its health moves without it. */
        VersionTag: string;
        /** @description Another one where the content is another, for If-None-Match. */
        ContentTag: string;
        /** @description Your own cache may keep it for an hour. */
        KeptAnHour: "private, max-age=3600";
        /** @description This is the answer to an earlier request under the same Idempotency-Key. */
        Replayed: "true";
        /** @description How long it was waited at most, of what Prefer asked for. */
        WaitApplied: string;
        /** @description Seconds until it is worth another try. */
        RetryAfter: number;
        /** @description How to say who you are. */
        Authenticate: "Bearer";
    };
    pathItems: never;
}
export type OnboardingRequest = components['schemas']['OnboardingRequest'];
export type CeoInfoRequest = components['schemas']['CeoInfoRequest'];
export type AddressRequest = components['schemas']['AddressRequest'];
export type ProductRequest = components['schemas']['ProductRequest'];
export type PosRequest = components['schemas']['PosRequest'];
export type PosAddressRequest = components['schemas']['PosAddressRequest'];
export type BoxRequest = components['schemas']['BoxRequest'];
export type EcomRequest = components['schemas']['EcomRequest'];
export type ProductValue = components['schemas']['ProductValue'];
export type FreeName = components['schemas']['FreeName'];
export type Metadata = components['schemas']['Metadata'];
export type OnboardingCorrections = components['schemas']['OnboardingCorrections'];
export type CeoInfoCorrections = components['schemas']['CeoInfoCorrections'];
export type AddressCorrections = components['schemas']['AddressCorrections'];
export type ProductCorrections = components['schemas']['ProductCorrections'];
export type MetadataCorrections = components['schemas']['MetadataCorrections'];
export type BatchRequest = components['schemas']['BatchRequest'];
export type Cancellation = components['schemas']['Cancellation'];
export type Action = components['schemas']['Action'];
export type Status = components['schemas']['Status'];
export type Onboarding = components['schemas']['Onboarding'];
export type CeoInfo = components['schemas']['CeoInfo'];
export type Address = components['schemas']['Address'];
export type Product = components['schemas']['Product'];
export type Warning = components['schemas']['Warning'];
export type Pointer = components['schemas']['Pointer'];
export type PartnerProblem = components['schemas']['PartnerProblem'];
export type Category = components['schemas']['Category'];
export type NextAction = components['schemas']['NextAction'];
export type Hold = components['schemas']['Hold'];
export type PartnerFacts = components['schemas']['PartnerFacts'];
export type OnboardingPage = components['schemas']['OnboardingPage'];
export type Timeline = components['schemas']['Timeline'];
export type TimelineEntry = components['schemas']['TimelineEntry'];
export type TimelineChange = components['schemas']['TimelineChange'];
export type TimelineExchange = components['schemas']['TimelineExchange'];
export type EventPage = components['schemas']['EventPage'];
export type Event = components['schemas']['Event'];
export type OnboardingEvent = components['schemas']['OnboardingEvent'];
export type BatchEvent = components['schemas']['BatchEvent'];
export type PartnerEvent = components['schemas']['PartnerEvent'];
export type PartnerDriftEvent = components['schemas']['PartnerDriftEvent'];
export type EndpointFailingEvent = components['schemas']['EndpointFailingEvent'];
export type EndpointDisabledEvent = components['schemas']['EndpointDisabledEvent'];
export type Validation = components['schemas']['Validation'];
export type Preview = components['schemas']['Preview'];
export type Batch = components['schemas']['Batch'];
export type BatchPage = components['schemas']['BatchPage'];
export type BatchItem = components['schemas']['BatchItem'];
export type BatchItemPage = components['schemas']['BatchItemPage'];
export type NewWebhookEndpoint = components['schemas']['NewWebhookEndpoint'];
export type WebhookEndpointChanges = components['schemas']['WebhookEndpointChanges'];
export type SecretRotation = components['schemas']['SecretRotation'];
export type NoWord = components['schemas']['NoWord'];
export type ReplayRequest = components['schemas']['ReplayRequest'];
export type WebhookEndpoint = components['schemas']['WebhookEndpoint'];
export type WebhookEndpointWithSecret = components['schemas']['WebhookEndpointWithSecret'];
export type WebhookEndpointPage = components['schemas']['WebhookEndpointPage'];
export type WebhookEndpointOfClient = components['schemas']['WebhookEndpointOfClient'];
export type WebhookEndpointOfClientPage = components['schemas']['WebhookEndpointOfClientPage'];
export type WebhookPing = components['schemas']['WebhookPing'];
export type ReplayPlan = components['schemas']['ReplayPlan'];
export type Replay = components['schemas']['Replay'];
export type ReplayPage = components['schemas']['ReplayPage'];
export type WebhookDelivery = components['schemas']['WebhookDelivery'];
export type WebhookDeliveryPage = components['schemas']['WebhookDeliveryPage'];
export type WebhookDeliveryWithAttempts = components['schemas']['WebhookDeliveryWithAttempts'];
export type WebhookDeliveryOfClient = components['schemas']['WebhookDeliveryOfClient'];
export type WebhookDeliveryOfClientPage = components['schemas']['WebhookDeliveryOfClientPage'];
export type WebhookDeliveryOfClientWithAttempts = components['schemas']['WebhookDeliveryOfClientWithAttempts'];
export type WebhookAttempt = components['schemas']['WebhookAttempt'];
export type Problem = components['schemas']['Problem'];
export type FieldProblem = components['schemas']['FieldProblem'];
export type Fault = components['schemas']['Fault'];
export type Products = components['schemas']['Products'];
export type MerchantCategories = components['schemas']['MerchantCategories'];
export type Statuses = components['schemas']['Statuses'];
export type ProblemCodes = components['schemas']['ProblemCodes'];
export type Countries = components['schemas']['Countries'];
export type EventTypes = components['schemas']['EventTypes'];
export type Overview = components['schemas']['Overview'];
export type Live = components['schemas']['Live'];
export type Ready = components['schemas']['Ready'];
export type NotReady = components['schemas']['NotReady'];
export type ResponseBadRequest = components['responses']['BadRequest'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseForbidden = components['responses']['Forbidden'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ResponseRequestTimeout = components['responses']['RequestTimeout'];
export type ResponseIdempotencyKeyInUse = components['responses']['IdempotencyKeyInUse'];
export type ResponseSequenceMismatch = components['responses']['SequenceMismatch'];
export type ResponseVersionMismatch = components['responses']['VersionMismatch'];
export type ResponseBodyTooLarge = components['responses']['BodyTooLarge'];
export type ResponseUriTooLong = components['responses']['UriTooLong'];
export type ResponseUnsupportedMediaType = components['responses']['UnsupportedMediaType'];
export type ResponseHeadersTooLarge = components['responses']['HeadersTooLarge'];
export type ResponseIdempotencyKeyReused = components['responses']['IdempotencyKeyReused'];
export type ResponseInternalError = components['responses']['InternalError'];
export type ResponseServiceUnavailable = components['responses']['ServiceUnavailable'];
export type ParameterAllowDuplicateBin = components['parameters']['AllowDuplicateBin'];
export type ParameterDryRun = components['parameters']['DryRun'];
export type ParameterOfRequestId = components['parameters']['OfRequestId'];
export type ParameterCreatedFrom = components['parameters']['CreatedFrom'];
export type ParameterCreatedTo = components['parameters']['CreatedTo'];
export type ParameterPageSize = components['parameters']['PageSize'];
export type ParameterCursor = components['parameters']['Cursor'];
export type ParameterOfEndpoint = components['parameters']['OfEndpoint'];
export type ParameterOfSubject = components['parameters']['OfSubject'];
export type ParameterDeliveryCursor = components['parameters']['DeliveryCursor'];
export type ParameterRowCursor = components['parameters']['RowCursor'];
export type ParameterIdempotencyKey = components['parameters']['IdempotencyKey'];
export type ParameterIfMatch = components['parameters']['IfMatch'];
export type ParameterIfMatchVersion = components['parameters']['IfMatchVersion'];
export type ParameterAcceptLanguage = components['parameters']['AcceptLanguage'];
export type ParameterCorrelationId = components['parameters']['CorrelationId'];
export type HeaderCorrelationId = components['headers']['CorrelationId'];
export type HeaderNotKept = components['headers']['NotKept'];
export type HeaderNotSniffed = components['headers']['NotSniffed'];
export type HeaderByLanguage = components['headers']['ByLanguage'];
export type HeaderLanguage = components['headers']['Language'];
export type HeaderLocation = components['headers']['Location'];
export type HeaderBatchLocation = components['headers']['BatchLocation'];
export type HeaderEndpointLocation = components['headers']['EndpointLocation'];
export type HeaderAttachment = components['headers']['Attachment'];
export type HeaderSequenceTag = components['headers']['SequenceTag'];
export type HeaderVersionTag = components['headers']['VersionTag'];
export type HeaderContentTag = components['headers']['ContentTag'];
export type HeaderKeptAnHour = components['headers']['KeptAnHour'];
export type HeaderReplayed = components['headers']['Replayed'];
export type HeaderWaitApplied = components['headers']['WaitApplied'];
export type HeaderRetryAfter = components['headers']['RetryAfter'];
export type HeaderAuthenticate = components['headers']['Authenticate'];
export type $defs = Record<string, never>;
export interface operations {
    listOnboardings: {
        parameters: {
            query?: {
                /** @description Only those in this status. */
                status?: "pending" | "submitting" | "processing" | "succeeded" | "rejected" | "failed" | "cancelled";
                /** @description Only the one with this id of yours. */
                external_id?: string;
                /** @description Only the one an attempt of which has this request_id. */
                request_id?: components["parameters"]["OfRequestId"];
                /** @description Only those an attempt of which has this BIN or IIN. */
                bin?: string;
                /** @description Only those created at this instant or later. With its offset; in a URL, + is written %2B. */
                created_from?: components["parameters"]["CreatedFrom"];
                /** @description Only those created before this instant; the instant itself is not in it. */
                created_to?: components["parameters"]["CreatedTo"];
                /** @description Only those whose `updated_at` is this instant or later. It moves with `sequence`; the counters under `partner` move neither. To miss no change, read the feed. */
                updated_from?: string;
                /** @description Only those that have something under `problems`, or only those that have nothing there. */
                has_problems?: boolean;
                /** @description Only those that have a `hold`, or only those that have none. */
                held?: boolean;
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` of the page before; without it from the newest. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: string;
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnboardingPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    };
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createOnboarding: {
        parameters: {
            query?: {
                /** @description Onboard although this BIN has an open onboarding. */
                allow_duplicate_bin?: boolean;
            };
            header?: {
                /** @description Any text of your own: the same request under the same key is done once and gets the same answer, byte for byte. */
                "Idempotency-Key"?: string;
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 32,768 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardingRequest"];
            };
        };
        responses: {
            /** @description Known already, with the same content: the onboarding as it is now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["SequenceTag"];
                    "Idempotent-Replayed": components["headers"]["Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Onboarding"];
                };
            };
            /** @description Stored; it will be submitted. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["SequenceTag"];
                    "Idempotent-Replayed": components["headers"]["Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Onboarding"];
                };
            };
            /**
             * @description `malformed_json`: The body is not valid UTF-8. / The body is empty. / There is something after the end of the JSON document. / An object has the same key twice. / The body is nested deeper than {max} levels. / An object has more than {max} members. / A string is not closed or holds a raw control character, near character {position}. / A number starts with 0. Send values that may start with 0, such as a BIN, as a string. / The body is not JSON, near character {position}. / Send the request as a JSON object. / Send {members} as a JSON object.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible ASCII characters and is sent once.
             *
             *     `bad_request`: The request could not be read as HTTP. Check its path, its headers and its length.
             */
            400: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 400;
                        /** @enum {string} */
                        code: "malformed_json" | "idempotency_key_invalid" | "bad_request";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `external_id_conflict`: This external_id is in use. Choose another one. / This external_id belongs to an onboarding with other content. Look at it; to correct rejected data, submit it again there; for another client choose another external_id.
             *
             *     `request_id_conflict`: This request_id is in use. Choose another one. / This request_id belongs to an onboarding with other content. Look at it; to correct rejected data, submit it again there; for another client choose another request_id.
             *
             *     `open_onboarding_for_bin`: Wait until it is final, or send ?allow_duplicate_bin=true if you mean another one.
             *
             *     `idempotency_key_in_use`: A request with this key is still running. Send it again in a moment.
             */
            409: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    /** @description Seconds until it is worth another try. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": (components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 409;
                        /** @enum {string} */
                        code: "idempotency_key_in_use";
                    }) | (components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 409;
                        /** @enum {string} */
                        code: "external_id_conflict" | "request_id_conflict" | "open_onboarding_for_bin";
                    });
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             *
             *     `idempotency_key_reused`: This Idempotency-Key was used with another body. Use a new key for another request.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": (components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                    }) | (components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    });
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getOnboarding: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETags you have already: 304 instead of the same answer again. */
                "If-None-Match"?: string;
                /** @description `wait=25`, with If-None-Match: answer as soon as it changes, 304 after so many seconds (60 at most). Other preferences are passed over. */
                Prefer?: string;
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The onboarding's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The onboarding. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["SequenceTag"];
                    "Preference-Applied": components["headers"]["WaitApplied"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Onboarding"];
                };
            };
            /** @description It is still as If-None-Match says. */
            304: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["SequenceTag"];
                    "Preference-Applied": components["headers"]["WaitApplied"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description `not_found`: Nothing answers at this path with this method. /openapi.json lists what does. / There is no onboarding with this id, or it is not yours. / There is no batch with this id, or it is not yours. / There is no webhook endpoint with this id, or it is not yours. / There is no delivery with this id, or it is not yours. */
            404: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 404;
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            408: components["responses"]["RequestTimeout"];
            414: components["responses"]["UriTooLong"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTimeline: {
        parameters: {
            query?: never;
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The onboarding's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The history. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            414: components["responses"]["UriTooLong"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    resubmitOnboarding: {
        parameters: {
            query?: {
                /** @description Onboard although this BIN has an open onboarding. */
                allow_duplicate_bin?: components["parameters"]["AllowDuplicateBin"];
            };
            header?: {
                /** @description Any text of your own: the same request under the same key is done once and gets the same answer, byte for byte. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Only if the onboarding still has this ETag. */
                "If-Match"?: string;
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The onboarding's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OnboardingCorrections"];
            };
        };
        responses: {
            /** @description The next attempt is open. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["SequenceTag"];
                    "Idempotent-Replayed": components["headers"]["Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Onboarding"];
                };
            };
            /**
             * @description `malformed_json`: The body is not valid UTF-8. / The body is empty. / There is something after the end of the JSON document. / An object has the same key twice. / The body is nested deeper than {max} levels. / An object has more than {max} members. / A string is not closed or holds a raw control character, near character {position}. / A number starts with 0. Send values that may start with 0, such as a BIN, as a string. / The body is not JSON, near character {position}. / Send the request as a JSON object. / Send {members} as a JSON object.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible ASCII characters and is sent once.
             *
             *     `bad_request`: The request could not be read as HTTP. Check its path, its headers and its length.
             */
            400: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 400;
                        /** @enum {string} */
                        code: "malformed_json" | "idempotency_key_invalid" | "bad_request";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `open_onboarding_for_bin`: Wait until it is final, or send ?allow_duplicate_bin=true if you mean another one.
             *
             *     `idempotency_key_in_use`: A request with this key is still running. Send it again in a moment.
             *
             *     `not_resubmittable`: It is not rejected: there is nothing to correct.
             */
            409: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    /** @description Seconds until it is worth another try. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": (components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 409;
                        /** @enum {string} */
                        code: "idempotency_key_in_use" | "not_resubmittable";
                    }) | (components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 409;
                        /** @enum {string} */
                        code: "open_onboarding_for_bin";
                    });
                };
            };
            /** @description `sequence_mismatch`: If-Match takes the ETag of the onboarding, e.g. "3". / Read the onboarding again and decide anew. */
            412: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 412;
                        /** @enum {string} */
                        code: "sequence_mismatch";
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             *
             *     `idempotency_key_reused`: This Idempotency-Key was used with another body. Use a new key for another request.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": (components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                    }) | (components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    });
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    cancelOnboarding: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own: the same request under the same key is done once and gets the same answer, byte for byte. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Only if the onboarding still has this ETag. */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The onboarding's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Cancellation"];
            };
        };
        responses: {
            /** @description Withdrawn. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["SequenceTag"];
                    "Idempotent-Replayed": components["headers"]["Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Onboarding"];
                };
            };
            /**
             * @description `malformed_json`: The body is not valid UTF-8. / The body is empty. / There is something after the end of the JSON document. / An object has the same key twice. / The body is nested deeper than {max} levels. / An object has more than {max} members. / A string is not closed or holds a raw control character, near character {position}. / A number starts with 0. Send values that may start with 0, such as a BIN, as a string. / The body is not JSON, near character {position}. / Send the request as a JSON object. / Send {members} as a JSON object.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible ASCII characters and is sent once.
             *
             *     `bad_request`: The request could not be read as HTTP. Check its path, its headers and its length.
             */
            400: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 400;
                        /** @enum {string} */
                        code: "malformed_json" | "idempotency_key_invalid" | "bad_request";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `idempotency_key_in_use`: A request with this key is still running. Send it again in a moment.
             *
             *     `already_submitted`: It may be at Freedom Pay already, which cannot be undone from here.
             *
             *     `already_final`: It is final: there is nothing to hold. / It is final: there is nothing to withdraw.
             */
            409: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    /** @description Seconds until it is worth another try. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 409;
                        /** @enum {string} */
                        code: "idempotency_key_in_use" | "already_submitted" | "already_final";
                    };
                };
            };
            412: components["responses"]["SequenceMismatch"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             *
             *     `idempotency_key_reused`: This Idempotency-Key was used with another body. Use a new key for another request.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": (components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                    }) | (components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    });
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    validateOnboarding: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own: the same request under the same key is done once and gets the same answer, byte for byte. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardingRequest"];
            };
        };
        responses: {
            /** @description The judgement. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    "Idempotent-Replayed": components["headers"]["Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Validation"];
                };
            };
            /**
             * @description `malformed_json`: The body is not valid UTF-8. / The body is empty. / There is something after the end of the JSON document. / An object has the same key twice. / The body is nested deeper than {max} levels. / An object has more than {max} members. / A string is not closed or holds a raw control character, near character {position}. / A number starts with 0. Send values that may start with 0, such as a BIN, as a string. / The body is not JSON, near character {position}. / Send the request as a JSON object. / Send {members} as a JSON object.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible ASCII characters and is sent once.
             *
             *     `bad_request`: The request could not be read as HTTP. Check its path, its headers and its length.
             */
            400: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 400;
                        /** @enum {string} */
                        code: "malformed_json" | "idempotency_key_invalid" | "bad_request";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["IdempotencyKeyInUse"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    previewOnboarding: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own: the same request under the same key is done once and gets the same answer, byte for byte. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardingRequest"];
            };
        };
        responses: {
            /** @description The exact texts. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    "Idempotent-Replayed": components["headers"]["Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /**
             * @description `malformed_json`: The body is not valid UTF-8. / The body is empty. / There is something after the end of the JSON document. / An object has the same key twice. / The body is nested deeper than {max} levels. / An object has more than {max} members. / A string is not closed or holds a raw control character, near character {position}. / A number starts with 0. Send values that may start with 0, such as a BIN, as a string. / The body is not JSON, near character {position}. / Send the request as a JSON object. / Send {members} as a JSON object.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible ASCII characters and is sent once.
             *
             *     `bad_request`: The request could not be read as HTTP. Check its path, its headers and its length.
             */
            400: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 400;
                        /** @enum {string} */
                        code: "malformed_json" | "idempotency_key_invalid" | "bad_request";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["IdempotencyKeyInUse"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             *
             *     `idempotency_key_reused`: This Idempotency-Key was used with another body. Use a new key for another request.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": (components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                    }) | (components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    });
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listBatches: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` of the page before; without it from the newest. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    };
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createBatch: {
        parameters: {
            query?: {
                /** @description Only say what would become of each row; nothing is opened. */
                dry_run?: components["parameters"]["DryRun"];
                /** @description Onboard although this BIN has an open onboarding. */
                allow_duplicate_bin?: components["parameters"]["AllowDuplicateBin"];
            };
            header?: {
                /** @description Any text of your own: the same request under the same key is done once and gets the same answer, byte for byte. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: string;
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON of at most 4,194,304 bytes, or a CSV file of at most 20,000,000. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchRequest"];
                "text/csv": string;
            };
        };
        responses: {
            /** @description Stored as a whole. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    Location: components["headers"]["BatchLocation"];
                    "Idempotent-Replayed": components["headers"]["Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            /**
             * @description `malformed_json`: The body is not valid UTF-8. / The body is empty. / There is something after the end of the JSON document. / An object has the same key twice. / The body is nested deeper than {max} levels. / An object has more than {max} members. / A string is not closed or holds a raw control character, near character {position}. / A number starts with 0. Send values that may start with 0, such as a BIN, as a string. / The body is not JSON, near character {position}. / Send the request as a JSON object. / Send {members} as a JSON object.
             *
             *     `malformed_csv`: The file is neither UTF-8 nor Windows-1251. Save it as "CSV UTF-8". / A quotation mark is opened and not closed, or not doubled inside a cell, near row {row}. / Row {row} is longer than {max} characters; perhaps a quotation mark is not closed. / The first row must name the columns, as in: name, bin, first_name, last_name, phone, email, country, postal_code, address_line1, iban. Put such a row above the data. / There is no row below the heading.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible ASCII characters and is sent once.
             *
             *     `bad_request`: The request could not be read as HTTP. Check its path, its headers and its length.
             */
            400: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 400;
                        /** @enum {string} */
                        code: "malformed_json" | "malformed_csv" | "idempotency_key_invalid" | "bad_request";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["IdempotencyKeyInUse"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             *
             *     `idempotency_key_reused`: This Idempotency-Key was used with another body. Use a new key for another request.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": (components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                    }) | (components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    });
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The batch's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The batch. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Batch"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description `not_found`: Nothing answers at this path with this method. /openapi.json lists what does. / There is no onboarding with this id, or it is not yours. / There is no batch with this id, or it is not yours. / There is no webhook endpoint with this id, or it is not yours. / There is no delivery with this id, or it is not yours. */
            404: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 404;
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            408: components["responses"]["RequestTimeout"];
            414: components["responses"]["UriTooLong"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listBatchItems: {
        parameters: {
            query?: {
                /** @description Only rows with this status. */
                status?: "waiting" | "accepted" | "repeated" | "refused";
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` of the page before; without it from the first row. */
                cursor?: components["parameters"]["RowCursor"];
            };
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: string;
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The batch's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchItemPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description `not_found`: Nothing answers at this path with this method. /openapi.json lists what does. / There is no onboarding with this id, or it is not yours. / There is no batch with this id, or it is not yours. / There is no webhook endpoint with this id, or it is not yours. / There is no delivery with this id, or it is not yours. */
            404: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 404;
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            408: components["responses"]["RequestTimeout"];
            414: components["responses"]["UriTooLong"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    };
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getBatchReport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: string;
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The batch's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description UTF-8 with a byte order mark. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    "Content-Disposition": components["headers"]["Attachment"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description `not_found`: Nothing answers at this path with this method. /openapi.json lists what does. / There is no onboarding with this id, or it is not yours. / There is no batch with this id, or it is not yours. / There is no webhook endpoint with this id, or it is not yours. / There is no delivery with this id, or it is not yours. */
            404: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 404;
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            408: components["responses"]["RequestTimeout"];
            414: components["responses"]["UriTooLong"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description `next_cursor` of an earlier answer to the same question; without it from the beginning. */
                after?: string;
                /** @description Only events of these types. */
                types?: string[];
                /** @description Only this onboarding's events, by `sequence` and complete at once. */
                onboarding_id?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came after the cursor. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    };
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` of the page before; without it from the newest. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    };
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own: the same request under the same key is done once and gets the same answer, byte for byte. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhookEndpoint"];
            };
        };
        responses: {
            /** @description Registered, with its secret. */
            201: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    Location: components["headers"]["EndpointLocation"];
                    ETag: components["headers"]["VersionTag"];
                    "Idempotent-Replayed": components["headers"]["Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
            /**
             * @description `malformed_json`: The body is not valid UTF-8. / The body is empty. / There is something after the end of the JSON document. / An object has the same key twice. / The body is nested deeper than {max} levels. / An object has more than {max} members. / A string is not closed or holds a raw control character, near character {position}. / A number starts with 0. Send values that may start with 0, such as a BIN, as a string. / The body is not JSON, near character {position}. / Send the request as a JSON object. / Send {members} as a JSON object.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible ASCII characters and is sent once.
             *
             *     `bad_request`: The request could not be read as HTTP. Check its path, its headers and its length.
             */
            400: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 400;
                        /** @enum {string} */
                        code: "malformed_json" | "idempotency_key_invalid" | "bad_request";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `idempotency_key_in_use`: A request with this key is still running. Send it again in a moment.
             *
             *     `too_many_endpoints`: You may have {max} webhook endpoints at most.
             */
            409: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    /** @description Seconds until it is worth another try. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 409;
                        /** @enum {string} */
                        code: "idempotency_key_in_use" | "too_many_endpoints";
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             *
             *     `idempotency_key_reused`: This Idempotency-Key was used with another body. Use a new key for another request.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": (components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                    }) | (components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    });
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /**
             * @description `service_unavailable`: It may or may not have been stored. Send it again with the same external_id, request_id or Idempotency-Key; without one of them, look in the list first. / The service cannot read its database right now. Ask again.
             *
             *     `webhooks_not_set_up`: Secrets of webhooks cannot be kept safely yet. Whoever runs the service has to set WEBHOOK_SECRET_KEYS. / This secret was sealed with a key that the service does not have any more. Whoever runs it has to put that key back into WEBHOOK_SECRET_KEYS, behind the others.
             */
            503: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    /** @description Seconds until it is worth another try. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 503;
                        /** @enum {string} */
                        code: "service_unavailable" | "webhooks_not_set_up";
                    };
                };
            };
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The webhook endpoint's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook endpoint. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    ETag: components["headers"]["VersionTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description `not_found`: Nothing answers at this path with this method. /openapi.json lists what does. / There is no onboarding with this id, or it is not yours. / There is no batch with this id, or it is not yours. / There is no webhook endpoint with this id, or it is not yours. / There is no delivery with this id, or it is not yours. */
            404: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 404;
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            408: components["responses"]["RequestTimeout"];
            414: components["responses"]["UriTooLong"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the webhook endpoint still has this ETag. */
                "If-Match"?: components["parameters"]["IfMatchVersion"];
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The webhook endpoint's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            412: components["responses"]["VersionMismatch"];
            414: components["responses"]["UriTooLong"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    changeWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Only if the webhook endpoint still has this ETag. */
                "If-Match"?: string;
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The webhook endpoint's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointChanges"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    ETag: components["headers"]["VersionTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /**
             * @description `malformed_json`: The body is not valid UTF-8. / The body is empty. / There is something after the end of the JSON document. / An object has the same key twice. / The body is nested deeper than {max} levels. / An object has more than {max} members. / A string is not closed or holds a raw control character, near character {position}. / A number starts with 0. Send values that may start with 0, such as a BIN, as a string. / The body is not JSON, near character {position}. / Send the request as a JSON object. / Send {members} as a JSON object.
             *
             *     `bad_request`: The request could not be read as HTTP. Check its path, its headers and its length.
             */
            400: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 400;
                        /** @enum {string} */
                        code: "malformed_json" | "bad_request";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /** @description `version_mismatch`: If-Match takes the ETag of the webhook endpoint, e.g. "3". / Read the webhook endpoint again and decide anew. */
            412: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 412;
                        /** @enum {string} */
                        code: "version_mismatch";
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    };
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own: the same request under the same key is done once and gets the same answer, byte for byte. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Only if the webhook endpoint still has this ETag. */
                "If-Match"?: components["parameters"]["IfMatchVersion"];
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The webhook endpoint's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SecretRotation"];
            };
        };
        responses: {
            /** @description The webhook endpoint with its new secret. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["VersionTag"];
                    "Idempotent-Replayed": components["headers"]["Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
            /**
             * @description `malformed_json`: The body is not valid UTF-8. / The body is empty. / There is something after the end of the JSON document. / An object has the same key twice. / The body is nested deeper than {max} levels. / An object has more than {max} members. / A string is not closed or holds a raw control character, near character {position}. / A number starts with 0. Send values that may start with 0, such as a BIN, as a string. / The body is not JSON, near character {position}. / Send the request as a JSON object. / Send {members} as a JSON object.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible ASCII characters and is sent once.
             *
             *     `bad_request`: The request could not be read as HTTP. Check its path, its headers and its length.
             */
            400: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 400;
                        /** @enum {string} */
                        code: "malformed_json" | "idempotency_key_invalid" | "bad_request";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["IdempotencyKeyInUse"];
            412: components["responses"]["VersionMismatch"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             *
             *     `idempotency_key_reused`: This Idempotency-Key was used with another body. Use a new key for another request.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": (components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                    }) | (components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    });
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /**
             * @description `service_unavailable`: It may or may not have been stored. Send it again with the same external_id, request_id or Idempotency-Key; without one of them, look in the list first. / The service cannot read its database right now. Ask again.
             *
             *     `webhooks_not_set_up`: Secrets of webhooks cannot be kept safely yet. Whoever runs the service has to set WEBHOOK_SECRET_KEYS. / This secret was sealed with a key that the service does not have any more. Whoever runs it has to put that key back into WEBHOOK_SECRET_KEYS, behind the others.
             */
            503: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    /** @description Seconds until it is worth another try. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 503;
                        /** @enum {string} */
                        code: "service_unavailable" | "webhooks_not_set_up";
                    };
                };
            };
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own: the same request under the same key is done once and gets the same answer, byte for byte. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The webhook endpoint's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoWord"];
            };
        };
        responses: {
            /** @description What came of it. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    "Idempotent-Replayed": components["headers"]["Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPing"];
                };
            };
            /**
             * @description `malformed_json`: The body is not valid UTF-8. / The body is empty. / There is something after the end of the JSON document. / An object has the same key twice. / The body is nested deeper than {max} levels. / An object has more than {max} members. / A string is not closed or holds a raw control character, near character {position}. / A number starts with 0. Send values that may start with 0, such as a BIN, as a string. / The body is not JSON, near character {position}. / Send the request as a JSON object. / Send {members} as a JSON object.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible ASCII characters and is sent once.
             *
             *     `bad_request`: The request could not be read as HTTP. Check its path, its headers and its length.
             */
            400: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 400;
                        /** @enum {string} */
                        code: "malformed_json" | "idempotency_key_invalid" | "bad_request";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["IdempotencyKeyInUse"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    };
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /**
             * @description `service_unavailable`: It may or may not have been stored. Send it again with the same external_id, request_id or Idempotency-Key; without one of them, look in the list first. / The service cannot read its database right now. Ask again.
             *
             *     `webhooks_not_set_up`: Secrets of webhooks cannot be kept safely yet. Whoever runs the service has to set WEBHOOK_SECRET_KEYS. / This secret was sealed with a key that the service does not have any more. Whoever runs it has to put that key back into WEBHOOK_SECRET_KEYS, behind the others.
             */
            503: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    /** @description Seconds until it is worth another try. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 503;
                        /** @enum {string} */
                        code: "service_unavailable" | "webhooks_not_set_up";
                    };
                };
            };
        };
    };
    deactivateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own: the same request under the same key is done once and gets the same answer, byte for byte. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Only if the webhook endpoint still has this ETag. */
                "If-Match"?: components["parameters"]["IfMatchVersion"];
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The webhook endpoint's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoWord"];
            };
        };
        responses: {
            /** @description The webhook endpoint as it is now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["VersionTag"];
                    "Idempotent-Replayed": components["headers"]["Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /**
             * @description `malformed_json`: The body is not valid UTF-8. / The body is empty. / There is something after the end of the JSON document. / An object has the same key twice. / The body is nested deeper than {max} levels. / An object has more than {max} members. / A string is not closed or holds a raw control character, near character {position}. / A number starts with 0. Send values that may start with 0, such as a BIN, as a string. / The body is not JSON, near character {position}. / Send the request as a JSON object. / Send {members} as a JSON object.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible ASCII characters and is sent once.
             *
             *     `bad_request`: The request could not be read as HTTP. Check its path, its headers and its length.
             */
            400: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 400;
                        /** @enum {string} */
                        code: "malformed_json" | "idempotency_key_invalid" | "bad_request";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["IdempotencyKeyInUse"];
            412: components["responses"]["VersionMismatch"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    };
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    activateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own: the same request under the same key is done once and gets the same answer, byte for byte. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Only if the webhook endpoint still has this ETag. */
                "If-Match"?: components["parameters"]["IfMatchVersion"];
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The webhook endpoint's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoWord"];
            };
        };
        responses: {
            /** @description The webhook endpoint as it is now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["VersionTag"];
                    "Idempotent-Replayed": components["headers"]["Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /**
             * @description `malformed_json`: The body is not valid UTF-8. / The body is empty. / There is something after the end of the JSON document. / An object has the same key twice. / The body is nested deeper than {max} levels. / An object has more than {max} members. / A string is not closed or holds a raw control character, near character {position}. / A number starts with 0. Send values that may start with 0, such as a BIN, as a string. / The body is not JSON, near character {position}. / Send the request as a JSON object. / Send {members} as a JSON object.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible ASCII characters and is sent once.
             *
             *     `bad_request`: The request could not be read as HTTP. Check its path, its headers and its length.
             */
            400: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 400;
                        /** @enum {string} */
                        code: "malformed_json" | "idempotency_key_invalid" | "bad_request";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `idempotency_key_in_use`: A request with this key is still running. Send it again in a moment.
             *
             *     `endpoint_not_answering`: It is enabled again once it answers a signed ping with 2xx. POST …/test shows what comes back now.
             */
            409: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    /** @description Seconds until it is worth another try. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 409;
                        /** @enum {string} */
                        code: "idempotency_key_in_use" | "endpoint_not_answering";
                    };
                };
            };
            412: components["responses"]["VersionMismatch"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    };
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /**
             * @description `service_unavailable`: It may or may not have been stored. Send it again with the same external_id, request_id or Idempotency-Key; without one of them, look in the list first. / The service cannot read its database right now. Ask again.
             *
             *     `webhooks_not_set_up`: Secrets of webhooks cannot be kept safely yet. Whoever runs the service has to set WEBHOOK_SECRET_KEYS. / This secret was sealed with a key that the service does not have any more. Whoever runs it has to put that key back into WEBHOOK_SECRET_KEYS, behind the others.
             */
            503: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    /** @description Seconds until it is worth another try. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 503;
                        /** @enum {string} */
                        code: "service_unavailable" | "webhooks_not_set_up";
                    };
                };
            };
        };
    };
    replayWebhookEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own: the same request under the same key is done once and gets the same answer, byte for byte. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The webhook endpoint's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayRequest"];
            };
        };
        responses: {
            /** @description What would be sent. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    "Idempotent-Replayed": components["headers"]["Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayPlan"];
                };
            };
            /** @description It will be sent. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    "Idempotent-Replayed": components["headers"]["Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /**
             * @description `malformed_json`: The body is not valid UTF-8. / The body is empty. / There is something after the end of the JSON document. / An object has the same key twice. / The body is nested deeper than {max} levels. / An object has more than {max} members. / A string is not closed or holds a raw control character, near character {position}. / A number starts with 0. Send values that may start with 0, such as a BIN, as a string. / The body is not JSON, near character {position}. / Send the request as a JSON object. / Send {members} as a JSON object.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible ASCII characters and is sent once.
             *
             *     `bad_request`: The request could not be read as HTTP. Check its path, its headers and its length.
             */
            400: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 400;
                        /** @enum {string} */
                        code: "malformed_json" | "idempotency_key_invalid" | "bad_request";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `idempotency_key_in_use`: A request with this key is still running. Send it again in a moment.
             *
             *     `replay_in_progress`: One replay at a time: ask again when it has ended.
             */
            409: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    /** @description Seconds until it is worth another try. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 409;
                        /** @enum {string} */
                        code: "idempotency_key_in_use" | "replay_in_progress";
                    };
                };
            };
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             *
             *     `idempotency_key_reused`: This Idempotency-Key was used with another body. Use a new key for another request.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": (components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                    }) | (components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    });
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /**
             * @description `service_unavailable`: It may or may not have been stored. Send it again with the same external_id, request_id or Idempotency-Key; without one of them, look in the list first. / The service cannot read its database right now. Ask again.
             *
             *     `webhooks_not_set_up`: Secrets of webhooks cannot be kept safely yet. Whoever runs the service has to set WEBHOOK_SECRET_KEYS. / This secret was sealed with a key that the service does not have any more. Whoever runs it has to put that key back into WEBHOOK_SECRET_KEYS, behind the others.
             */
            503: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    /** @description Seconds until it is worth another try. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 503;
                        /** @enum {string} */
                        code: "service_unavailable" | "webhooks_not_set_up";
                    };
                };
            };
        };
    };
    listReplays: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` of the page before; without it from the newest. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The webhook endpoint's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            414: components["responses"]["UriTooLong"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    };
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Only those to this webhook endpoint. */
                endpoint_id?: string;
                /** @description Only those in this status. */
                status?: "pending" | "delivered" | "exhausted";
                /** @description Only those of events of this onboarding (or of another subject). */
                onboarding_id?: components["parameters"]["OfSubject"];
                /** @description Only those created at this instant or later. With its offset; in a URL, + is written %2B. */
                created_from?: components["parameters"]["CreatedFrom"];
                /** @description Only those created before this instant; the instant itself is not in it. */
                created_to?: components["parameters"]["CreatedTo"];
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` of the page before; without it from the newest. */
                cursor?: components["parameters"]["DeliveryCursor"];
            };
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    };
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The delivery's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryWithAttempts"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            414: components["responses"]["UriTooLong"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    redeliverWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own: the same request under the same key is done once and gets the same answer, byte for byte. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The delivery's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NoWord"];
            };
        };
        responses: {
            /** @description It is in its line. */
            202: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    "Idempotent-Replayed": components["headers"]["Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /**
             * @description `malformed_json`: The body is not valid UTF-8. / The body is empty. / There is something after the end of the JSON document. / An object has the same key twice. / The body is nested deeper than {max} levels. / An object has more than {max} members. / A string is not closed or holds a raw control character, near character {position}. / A number starts with 0. Send values that may start with 0, such as a BIN, as a string. / The body is not JSON, near character {position}. / Send the request as a JSON object. / Send {members} as a JSON object.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible ASCII characters and is sent once.
             *
             *     `bad_request`: The request could not be read as HTTP. Check its path, its headers and its length.
             */
            400: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 400;
                        /** @enum {string} */
                        code: "malformed_json" | "idempotency_key_invalid" | "bad_request";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description `not_found`: Nothing answers at this path with this method. /openapi.json lists what does. / There is no onboarding with this id, or it is not yours. / There is no batch with this id, or it is not yours. / There is no webhook endpoint with this id, or it is not yours. / There is no delivery with this id, or it is not yours. */
            404: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 404;
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["IdempotencyKeyInUse"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    };
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getProducts: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETags you have already: 304 instead of the same answer again. */
                "If-None-Match"?: string;
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: string;
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["KeptAnHour"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["ContentTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Products"];
                };
            };
            /** @description Nothing changed since If-None-Match. */
            304: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["KeptAnHour"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["ContentTag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getStatuses: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETags you have already: 304 instead of the same answer again. */
                "If-None-Match"?: string;
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: string;
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["KeptAnHour"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["ContentTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statuses"];
                };
            };
            /** @description Nothing changed since If-None-Match. */
            304: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["KeptAnHour"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["ContentTag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getProblemCodes: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETags you have already: 304 instead of the same answer again. */
                "If-None-Match"?: string;
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: string;
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["KeptAnHour"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["ContentTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemCodes"];
                };
            };
            /** @description Nothing changed since If-None-Match. */
            304: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["KeptAnHour"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["ContentTag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getMerchantCategories: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETags you have already: 304 instead of the same answer again. */
                "If-None-Match"?: string;
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: string;
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["KeptAnHour"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["ContentTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantCategories"];
                };
            };
            /** @description Nothing changed since If-None-Match. */
            304: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["KeptAnHour"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["ContentTag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getCountries: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETags you have already: 304 instead of the same answer again. */
                "If-None-Match"?: string;
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: string;
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["KeptAnHour"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["ContentTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Countries"];
                };
            };
            /** @description Nothing changed since If-None-Match. */
            304: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["KeptAnHour"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["ContentTag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getEventTypes: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETags you have already: 304 instead of the same answer again. */
                "If-None-Match"?: string;
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: string;
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["KeptAnHour"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["ContentTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTypes"];
                };
            };
            /** @description Nothing changed since If-None-Match. */
            304: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["KeptAnHour"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["ContentTag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["RequestTimeout"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getOverview: {
        parameters: {
            query?: never;
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it stands. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    actOnOnboarding: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of your own: the same request under the same key is done once and gets the same answer, byte for byte. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description Only if the onboarding still has this ETag. */
                "If-Match"?: string;
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The onboarding's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Action"];
            };
        };
        responses: {
            /** @description Done: the onboarding as it is now. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    ETag: components["headers"]["SequenceTag"];
                    "Idempotent-Replayed": components["headers"]["Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Onboarding"];
                };
            };
            /**
             * @description `malformed_json`: The body is not valid UTF-8. / The body is empty. / There is something after the end of the JSON document. / An object has the same key twice. / The body is nested deeper than {max} levels. / An object has more than {max} members. / A string is not closed or holds a raw control character, near character {position}. / A number starts with 0. Send values that may start with 0, such as a BIN, as a string. / The body is not JSON, near character {position}. / Send the request as a JSON object. / Send {members} as a JSON object.
             *
             *     `idempotency_key_invalid`: An Idempotency-Key has 1 to 255 visible ASCII characters and is sent once.
             *
             *     `bad_request`: The request could not be read as HTTP. Check its path, its headers and its length.
             */
            400: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 400;
                        /** @enum {string} */
                        code: "malformed_json" | "idempotency_key_invalid" | "bad_request";
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `idempotency_key_in_use`: A request with this key is still running. Send it again in a moment.
             *
             *     `already_submitted`: It may be at Freedom Pay already, which cannot be undone from here.
             *
             *     `already_final`: It is final: there is nothing to hold. / It is final: there is nothing to withdraw.
             *
             *     `action_not_possible`: It is held by an operator already. / It is not held. / It was never sent: the partner knows nothing about it. / It is held: release it first.
             */
            409: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    /** @description Seconds until it is worth another try. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 409;
                        /** @enum {string} */
                        code: "idempotency_key_in_use" | "already_submitted" | "already_final" | "action_not_possible";
                    };
                };
            };
            412: components["responses"]["SequenceMismatch"];
            413: components["responses"]["BodyTooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             *
             *     `idempotency_key_reused`: This Idempotency-Key was used with another body. Use a new key for another request.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": (components["schemas"]["Problem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                    }) | (components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    });
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAllWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: components["parameters"]["PageSize"];
                /** @description `next_cursor` of the page before; without it from the newest. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointOfClientPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    };
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAnyWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The webhook endpoint's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook endpoint. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    ETag: components["headers"]["VersionTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointOfClient"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            414: components["responses"]["UriTooLong"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAllWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Only those to this webhook endpoint. */
                endpoint_id?: components["parameters"]["OfEndpoint"];
                /** @description Only those in this status. */
                status?: "pending" | "delivered" | "exhausted";
                /** @description Only those of events of this onboarding (or of another subject). */
                onboarding_id?: string;
                /** @description Only those created at this instant or later. With its offset; in a URL, + is written %2B. */
                created_from?: components["parameters"]["CreatedFrom"];
                /** @description Only those created before this instant; the instant itself is not in it. */
                created_to?: components["parameters"]["CreatedTo"];
                /** @description How many at most. */
                limit?: components["parameters"]["PageSize"];
                /** @description `next_cursor` of the page before; without it from the newest. */
                cursor?: components["parameters"]["DeliveryCursor"];
            };
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryOfClientPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `unknown_field`: See errors: each names a field and what is wrong with it.
             *
             *     `validation_failed`: See errors: each names a field and what is wrong with it. / A JSON object is expected. / The cursor is not one of this feed.
             */
            422: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["FieldProblem"] & {
                        /** @constant */
                        status: 422;
                        /** @enum {string} */
                        code: "unknown_field" | "validation_failed";
                    };
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAnyWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description The language of texts: `ru`, `kk` or `en`; without one of them English. */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path: {
                /** @description The delivery's id. What is no id is not found. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Content-Language": components["headers"]["Language"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryOfClientWithAttempts"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            414: components["responses"]["UriTooLong"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: {
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Live"];
                };
            };
            400: components["responses"]["BadRequest"];
            408: components["responses"]["RequestTimeout"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: {
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It may. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            400: components["responses"]["BadRequest"];
            408: components["responses"]["RequestTimeout"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            /** @description Not now. */
            503: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotReady"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: {
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text format of Prometheus. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
            408: components["responses"]["RequestTimeout"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
    getContract: {
        parameters: {
            query?: never;
            header?: {
                /** @description Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced. */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    "X-Correlation-Id": components["headers"]["CorrelationId"];
                    "Cache-Control": components["headers"]["NotKept"];
                    "X-Content-Type-Options": components["headers"]["NotSniffed"];
                    Vary: components["headers"]["ByLanguage"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                        paths: Record<string, never>;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            408: components["responses"]["RequestTimeout"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
        };
    };
}
