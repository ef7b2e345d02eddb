package io.bancada.person.rest;

import io.bancada.person.service.Person;

/** Somebody, as ARM's AssignedUser names them, with what it takes to tell them from others. */
record PersonResponse(String objectId, String tenantId, String displayName, String userName) {
    static PersonResponse from(Person person, String tenant) {
        return new PersonResponse(person.objectId(), tenant, person.name(), person.userName());
    }
}
