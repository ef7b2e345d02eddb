package io.bancada.access.ui;

import io.bancada.access.model.Caller;
import io.bancada.app.service.SignOn;
import io.bancada.person.service.Standings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.http.oidc.AccessToken;
import org.wildfly.security.http.oidc.OidcSecurityContext;
import org.wildfly.security.http.oidc.RefreshableOidcSecurityContext;

/** The person behind the request, as the token that the server has checked says. */
@Named("person")
@RequestScoped
public class SignedOn {
    private final HttpServletRequest request;
    private final Standings standings;
    private @Nullable Caller caller;
    private boolean gone;

    @Inject
    public SignedOn(HttpServletRequest request, Standings standings) {
        this.request = request;
        this.standings = standings;
    }

    @SuppressWarnings("NullAway")
    protected SignedOn() {
        this(null, null);
    }

    /**
     * Who asks.
     *
     * @throws IllegalStateException where nobody has signed on, which the server's constraints rule out
     */
    public Caller caller() {
        if (caller == null) {
            var shown = shown();
            // Whoever may not sign on any more is sent away before any page; what is left of them here has no rights.
            var now = standings.of(shown);
            gone = now.isEmpty();
            caller = now.orElseGet(
                    () -> new Caller(shown.subject(), shown.userName(), shown.name(), Set.of(), shown.client()));
        }
        return caller;
    }

    private Caller shown() {
        var token = token();
        List<String> groups = token.hasClaim("groups") ? token.getStringListClaimValue("groups") : List.of();
        return new Caller(
                token.getSubject(),
                Objects.requireNonNullElse(token.getPreferredUsername(), token.getSubject()),
                getName(),
                groups == null ? Set.of() : Set.copyOf(groups),
                Objects.requireNonNullElse(token.getClaimValueAsString("azp"), "bancada-portal"));
    }

    /** Whether the person may sign on still, as far as the directory has been heard. */
    boolean mayStay() {
        caller();
        return !gone;
    }

    /** The identity provider's id of the session; null where it has none. */
    @Nullable
    String session() {
        return token().getClaimValueAsString("sid");
    }

    /** Whether there is a person at all; error pages are shown without one too. */
    public boolean isKnown() {
        return context() != null;
    }

    /** The name that people read. */
    public String getName() {
        var token = token();
        String full = token.getClaimValueAsString("name");
        return full == null || full.isBlank() ? token.getPreferredUsername() : full;
    }

    /** Up to two letters that stand for the person. */
    public String getInitials() {
        var words = getName().strip().split("\\s+", -1);
        var first = words[0].isEmpty() ? "?" : words[0].substring(0, 1);
        return words.length < 2 ? first : first + words[words.length - 1].substring(0, 1);
    }

    /** When the token ends; what was decided with it holds no longer than that. */
    public Instant tokenEnds() {
        return Instant.ofEpochSecond(token().getExpiration());
    }

    /**
     * The session at the identity provider behind the request.
     *
     * @throws IllegalStateException where it has none, which a person's sign-on always has
     */
    public SignOn signOn() {
        var context = context();
        var id = session();
        if (id == null
                || !(context instanceof RefreshableOidcSecurityContext refreshable)
                || refreshable.getRefreshToken() == null) {
            throw new IllegalStateException("the sign-on has no session");
        }
        return new SignOn(id, refreshable.getRefreshToken());
    }

    private AccessToken token() {
        var context = context();
        if (context == null) {
            throw new IllegalStateException("nobody has signed on");
        }
        return context.getToken();
    }

    private @Nullable OidcSecurityContext context() {
        return request.getAttribute(OidcSecurityContext.class.getName()) instanceof OidcSecurityContext context
                ? context
                : null;
    }
}
