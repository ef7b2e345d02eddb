package io.bancada.compute.model;

/** Why an attached machine can or cannot be used, as the last look at it found. */
public enum HealthReason {
    /** Nothing is wrong. */
    None,
    /** Nobody has looked yet. */
    NotCheckedYet,
    /** Its address is one that the server must not speak to. */
    AddressRefused,
    /** It does not answer. */
    Unreachable,
    /** It shows another host key than the pinned one. */
    HostKeyChanged,
    /** It does not take the account's key or password. */
    LoginRefused,
    /** It has no usable Python. */
    NoPython,
    /** Its disk is full. */
    DiskFull,
    /** Its operating system is none that the administrator allows. */
    SystemNotAllowed,
    /** Something else keeps work from running. */
    Unusable
}
