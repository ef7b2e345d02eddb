package io.bancada.node.service;

/** Knows the machines of attached computes. The feature that owns attached computes implements it. */
public interface AttachedSources {
    /**
     * The driver and the settings of an attached compute. Called outside any transaction, for every act on its machine.
     *
     * @param compute row number of the attached compute
     * @throws io.bancada.driver.DriverException.NotFound when there is no such compute any more
     */
    NodeSource source(long compute);
}
