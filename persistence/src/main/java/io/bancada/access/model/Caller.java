package io.bancada.access.model;

import java.util.Set;

/**
 * Who makes a request, as the validated token says.
 *
 * @param subject the identity that never changes: Keycloak's subject, AD's objectGUID; ARM's object id
 * @param userName the sign-on name
 * @param name the name that people read
 * @param groups names of the groups that the person is in
 * @param client the OAuth client through which the request came
 */
public record Caller(String subject, String userName, String name, Set<String> groups, String client) {
    /** The product itself, for what its timers and its first start do. Holds every right, never comes from a token. */
    public static final Caller SYSTEM = new Caller("system", "system", "Bancada", Set.of(), "system");

    /** The product doing what a schedule of a person's says. Holds every right; whose schedule it is was decided before. */
    public static final Caller SCHEDULE = product("schedule");

    /** The product stopping what nobody works on. Holds every right. */
    public static final Caller IDLE_SHUTDOWN = product("idle shutdown");

    /** The product stopping what belongs to somebody who has left. Holds every right. */
    public static final Caller LEAVER = product("leaver policy");

    /** The client of programs on a compute instance, which speak in the name of its person. */
    public static final String INSTANCE_PROGRAM = "bancada-instance";

    public Caller {
        groups = Set.copyOf(groups);
    }

    private static Caller product(String name) {
        return new Caller(SYSTEM.subject(), name, name, Set.of(), SYSTEM.client());
    }

    /** Whether this is the product itself: no token can say so, since a subject that would is refused. */
    public boolean isProduct() {
        return subject.equals(SYSTEM.subject()) && client.equals(SYSTEM.client());
    }

    /** Whether a program on this person's compute instance asks, which is whatever runs there, rather than they themselves. */
    public boolean isInstanceProgram() {
        return client.equals(INSTANCE_PROGRAM);
    }
}
