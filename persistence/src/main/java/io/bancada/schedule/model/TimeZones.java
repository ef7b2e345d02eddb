package io.bancada.schedule.model;

import com.ibm.icu.util.TimeZone;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import java.time.ZoneId;
import java.util.Optional;

/** Time zones by the names that ARM uses, which are Windows', and by those of IANA. */
public final class TimeZones {
    /** ARM's default. */
    public static final String UTC = "UTC";

    private TimeZones() {}

    /** The zone; the territory that Windows' name stands for first, where it stands for several. */
    public static Optional<ZoneId> find(String name) {
        var windows = Optional.ofNullable(TimeZone.getIDForWindowsID(name, "001"));
        return windows.or(() -> Optional.of(name))
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of);
    }

    /**
     * The zone.
     *
     * @throws BancadaException 400 naming {@code field}
     */
    static ZoneId require(String field, String name) {
        return find(name).orElseThrow(() -> BancadaException.invalid(field, Message.of("refused.timeZone", name)));
    }
}
