package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.app.service.AccessTokens;
import io.bancada.compute.model.AccessToken;
import io.bancada.compute.model.AccessTokenDetails;
import io.bancada.compute.model.AccessTokenRepository;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tokens with which a person's own programs, such as an editor, use the apps of their instance (C5). For whoever opens its
 * apps: the one person to whom it is assigned, while a role of theirs allows it, and nobody else (C21).
 */
@Stateless
public class AccessTokenService {
    /** The most tokens of one instance that have not expired. */
    public static final int MOST = 10;

    /** The longest name. */
    public static final int LONGEST_NAME = 64;

    private static final String OTHERS = "Only a ComputeInstance has access tokens.";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Instances instances;
    private AccessTokenRepository tokens;
    private AccessTokenNews news;
    private AccessTokenConfig config;
    private Access access;
    private Clock clock;

    @Inject
    public AccessTokenService(
            Instances instances,
            AccessTokenRepository tokens,
            AccessTokenNews news,
            AccessTokenConfig config,
            Access access,
            Clock clock) {
        this.instances = instances;
        this.tokens = tokens;
        this.news = news;
        this.config = config;
        this.access = access;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected AccessTokenService() {}

    /**
     * Makes a token. Nobody can see it again.
     *
     * @param tokenName what the person calls it
     * @param life how long it is good; seven days where nothing is said
     * @throws BancadaException 400 naming the field, 403 for everybody else, 409 where there are too many
     */
    public NewAccessToken create(
            Caller caller, WorkspaceId workspace, String name, String tokenName, Optional<Duration> life) {
        requireRight(caller, workspace, name);
        access.requireNoProgram(caller, "accessTokens");
        var instance = instances.lock(workspace, name, OTHERS);
        requireOwn(caller, instance);
        var checkedName = checkedName(tokenName);
        var checkedLife = checkedLife(life.orElseGet(config::whenUnsaid));
        var now = clock.instant();
        tokens.removeExpired(instance.id(), now);
        if (tokens.live(instance.id(), now).size() >= MOST) {
            throw BancadaException.conflict("accessTokens", Message.of("refused.tokenCount", instance.name(), MOST));
        }
        var secret = secret();
        var token =
                new AccessToken(instance.id(), checkedName, AccessTokens.digest(secret), now, now.plus(checkedLife));
        tokens.add(token);
        news.made(caller, instance, token);
        return new NewAccessToken(token.details(), secret);
    }

    /**
     * The tokens that have not expired, oldest first; at most {@link #MOST}.
     *
     * @throws BancadaException 403 for everybody but the person
     */
    public List<AccessTokenDetails> list(Caller caller, WorkspaceId workspace, String name) {
        requireRight(caller, workspace, name);
        var instance = instances.find(workspace, name, OTHERS);
        requireOwn(caller, instance);
        return tokens.live(instance.id(), clock.instant()).stream()
                .map(AccessToken::details)
                .toList();
    }

    /**
     * Makes a token worthless, and closes what is open by it. One that is not there is so already.
     *
     * @throws BancadaException 403 for everybody but the person
     */
    public void revoke(Caller caller, WorkspaceId workspace, String name, UUID token) {
        requireRight(caller, workspace, name);
        var instance = instances.lock(workspace, name, OTHERS);
        requireOwn(caller, instance);
        tokens.find(token).filter(t -> t.computeId() == instance.id()).ifPresent(t -> {
            tokens.remove(t);
            news.revoked(caller, instance, t);
        });
    }

    private void requireRight(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.COMPUTE_OPEN_APPS, workspace.compute(name));
    }

    private static void requireOwn(Caller caller, ComputeInstance instance) {
        if (!caller.subject().equals(instance.owner())) {
            throw new BancadaException(
                    ErrorCode.FORBIDDEN, "accessTokens", Message.of("refused.tokenOwner", instance.ownerName()));
        }
    }

    private static String checkedName(String name) {
        var stripped = name.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST_NAME
                || stripped.chars().anyMatch(Character::isISOControl)) {
            throw BancadaException.invalid("name", Message.of("refused.tokenName", LONGEST_NAME));
        }
        return stripped;
    }

    private Duration checkedLife(Duration life) {
        if (life.compareTo(AccessTokenConfig.MINIMUM) < 0 || life.compareTo(config.maximum()) > 0) {
            throw BancadaException.invalid(
                    "duration",
                    Message.of(
                            "refused.tokenLife",
                            AccessTokenConfig.MINIMUM.toString(),
                            config.maximum().toString()));
        }
        return life;
    }

    private static String secret() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return AccessTokens.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
